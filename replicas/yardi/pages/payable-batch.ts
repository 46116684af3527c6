import type { Payable, Records } from '../data/records.ts';
import { propertiesOf, describe } from '../files/scope.ts';
import { lookup, row, textBox } from '../web/controls.ts';
import type { Fields } from '../web/controls.ts';
import { cents, money } from '../web/format.ts';
import { batchPage, batchSearch } from './batch-page.ts';
import type { BatchSpec } from './batch-page.ts';

type Line = Omit<Payable, 'control'>;

const vendorIn = ({ vendors }: Records, code: string) => vendors.find((one) => one.code === code)?.name ?? '';
const batchIn = ({ batches }: Records, number: string) => batches.find((one) => one.number === number);
const next = ({ batches }: Records) => String(812 + batches.length);

const payables: BatchSpec<Line> = {
  name: 'PayableBatch',
  one: 'Payable',
  many: 'Payables',
  kind: 'payable_batch',
  header: {},
  entry: {
    PayeeLookup_LookupCode: '',
    InvoiceNum_TextBox: '',
    TotalAmt_TextBox: '',
    InvDate_TextBox: '',
    DueDate_TextBox: '',
    PropIdLookup_LookupCode: '',
    AcctIdLookup_LookupCode: '',
    Remarks_TextBox: '',
  },
  headings: [
    'Payee',
    'Name',
    'Invoice Number',
    'Inv Date',
    'Due Date',
    'Property',
    'Account',
    'Total Amount',
    'Remarks',
  ],
  cells: (line, records) => [
    line.vendor,
    vendorIn(records, line.vendor),
    line.invoice,
    mmddyy(line.invoiceDate),
    mmddyy(line.dueDate),
    line.property,
    line.account,
    money(line.amount),
    line.remarks,
  ],
  headerRows: () => [],
  entryRows(fields, { world: { records } }) {
    const account = records.accounts.find(({ code }) => code === fields['AcctIdLookup_LookupCode']);
    const vendor = vendorIn(records, fields['PayeeLookup_LookupCode'] ?? '');
    const property = describe(records, fields['PropIdLookup_LookupCode'] ?? '');
    return [
      row('Payee', lookup(fields, 'PayeeLookup', vendor, 'Payee')),
      row('Invoice Number', textBox(fields, 'InvoiceNum_TextBox')),
      row('Total Amount', textBox(fields, 'TotalAmt_TextBox')),
      row('Inv Date', textBox(fields, 'InvDate_TextBox', { width: 8 })),
      row('Due Date', textBox(fields, 'DueDate_TextBox', { width: 8 })),
      row('Property', lookup(fields, 'PropIdLookup', property)),
      row('Account', lookup(fields, 'AcctIdLookup', account?.name ?? '')),
      row('Remarks', textBox(fields, 'Remarks_TextBox', { width: 30 })),
    ];
  },
  month: {
    show: (month) => month.slice(5, 7) + month.slice(2, 4),
    read: (text) => (/^(0[1-9]|1[0-2])\d\d$/.test(text) ? `20${text.slice(2)}-${text.slice(0, 2)}` : ''),
    as: 'mmyy',
  },
  toLine,
  fault: () => undefined,
  posted: ({ batches }) => batches,
  linesOf: (records, number) => batchIn(records, number)?.payables ?? [],
  headerOf: () => ({}),
  next,
  keep(records, header, lines) {
    const number = next(records);
    const numbered = lines.map((line, n) => ({
      ...line,
      control: `P-${number}${String(n + 1).padStart(2, '0')}`,
    }));
    records.batches.push({ number, ...header, payables: numbered });
    return number;
  },
};

export const payableBatchPage = batchPage(payables);
export const payableBatchSearch = batchSearch(payables);

function toLine(records: Records, fields: Fields): Line | string {
  const vendor = fields['PayeeLookup_LookupCode'] ?? '';
  const property = fields['PropIdLookup_LookupCode'] ?? '';
  const account = fields['AcctIdLookup_LookupCode'] ?? '';
  const amount = cents(fields['TotalAmt_TextBox'] ?? '');
  const invoiceDate = isoOf(fields['InvDate_TextBox'] ?? '');
  const dueDate = isoOf(fields['DueDate_TextBox'] ?? '');
  if (!records.vendors.some(({ code }) => code === vendor)) return 'Prompt Payee: payee not found';
  if (propertiesOf(records, property)?.length !== 1) return 'Property not found';
  if (!records.accounts.some(({ code }) => code === account)) return 'Account not found';
  if (amount === undefined || amount === 0) return 'Total Amount is required';
  if (!invoiceDate || !dueDate) return 'Dates must be mmddyy';
  const invoice = fields['InvoiceNum_TextBox'] ?? '';
  if (invoice === '') return 'Invoice Number is required';
  const remarks = fields['Remarks_TextBox'] ?? '';
  return { vendor, invoice, invoiceDate, dueDate, property, account, amount, remarks };
}

const mmddyy = (day: string) => day.slice(5, 7) + day.slice(8, 10) + day.slice(2, 4);

function isoOf(text: string): string | undefined {
  const [month = '', date = '', year = ''] = /^\d{6}$/.test(text) ? text.match(/../g)! : [];
  const iso = `20${year}-${month}-${date}`;
  return Number.isNaN(Date.parse(iso)) ? undefined : iso;
}
