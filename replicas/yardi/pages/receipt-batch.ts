import type { Receipt, Records } from '../data/records.ts';
import { lookup, row, textBox } from '../web/controls.ts';
import { cents, money, slashed, unslashed } from '../web/format.ts';
import { batchPage, batchSearch } from './batch-page.ts';
import type { BatchSpec } from './batch-page.ts';
import { residentIn, slashedMonth, tenantFault, tenantRows } from './charge-batch.ts';

const batchIn = ({ receiptBatches }: Records, number: string) =>
  receiptBatches.find((one) => one.number === number);
const next = ({ receiptBatches }: Records) => String(5_501 + receiptBatches.length);
const bankIn = ({ banks }: Records, code: string | undefined) => banks.find((one) => one.code === code);

/** A batch of receipts is one deposit at one bank. */
const receipts: BatchSpec<Receipt> = {
  name: 'ReceiptBatch',
  one: 'Receipt',
  many: 'Receipts',
  kind: 'receipt_batch',
  header: { BankLookup_LookupCode: '' },
  entry: {
    ResidentLookup_LookupCode: '',
    PropIdLookup_LookupCode: '',
    CheckNumber_TextBox: '',
    Amount_TextBox: '',
    PostDate_TextBox: '',
  },
  headings: ['Payer', 'Name', 'Property', 'Check #', 'Amount', 'Date'],
  cells: (line, records) => [
    line.resident,
    residentIn(records, line.resident)?.name ?? '',
    line.property,
    line.check,
    money(line.amount),
    slashed(line.date),
  ],
  headerRows: (fields, { world: { records } }) => [
    row('Bank', lookup(fields, 'BankLookup', bankIn(records, fields['BankLookup_LookupCode'])?.name ?? '')),
  ],
  entryRows: (fields, { world: { records } }) => [
    ...tenantRows(fields, records, 'Payer'),
    row('Check #', textBox(fields, 'CheckNumber_TextBox')),
    row('Amount', textBox(fields, 'Amount_TextBox')),
    row('Date', textBox(fields, 'PostDate_TextBox')),
  ],
  month: slashedMonth,
  toLine(records, fields) {
    const line = {
      resident: fields['ResidentLookup_LookupCode'] ?? '',
      property: fields['PropIdLookup_LookupCode'] ?? '',
      check: fields['CheckNumber_TextBox'] ?? '',
      amount: cents(fields['Amount_TextBox'] ?? '') ?? 0,
      date: unslashed(fields['PostDate_TextBox'] ?? ''),
    };
    const wrong = tenantFault(records, line.resident, line.property);
    if (wrong !== undefined) return wrong;
    if (line.check === '') return 'Check # is required';
    if (line.amount === 0) return 'Amount is required';
    return line.date.length === 10 ? line : 'Enter a valid date';
  },
  fault: (fields, records) =>
    bankIn(records, fields['BankLookup_LookupCode']) ? undefined : 'Bank is required',
  posted: ({ receiptBatches }) => receiptBatches,
  linesOf: (records, number) => batchIn(records, number)?.receipts ?? [],
  headerOf: (records, number) => ({ BankLookup_LookupCode: batchIn(records, number)?.bank ?? '' }),
  next,
  keep(records, header, lines, fields) {
    const number = next(records);
    const bank = fields['BankLookup_LookupCode'] ?? '';
    records.receiptBatches.push({ number, ...header, bank, receipts: lines });
    for (const { resident, date, check, amount } of lines)
      records.ledger.push({
        resident,
        date,
        code: 'PAY',
        description: `chk# ${check}`,
        charge: 0,
        payment: amount,
      });
    return number;
  },
};

export const receiptBatchPage = batchPage(receipts);
export const receiptBatchSearch = batchSearch(receipts);
