import type { Charge, Records } from '../data/records.ts';
import { describe } from '../files/scope.ts';
import { lookup, row, textBox } from '../web/controls.ts';
import type { Fields } from '../web/controls.ts';
import { cents, money, slashed, unslashed } from '../web/format.ts';
import { batchPage, batchSearch } from './batch-page.ts';
import type { BatchSpec } from './batch-page.ts';

export const residentIn = ({ leases }: Records, code: string) =>
  leases.find(({ resident }) => resident === code);

/** "11/2026", as receivables have their months. */
export const slashedMonth = {
  show: slashed,
  read: (text: string) =>
    /^(0[1-9]|1[0-2])\//.test(text) && unslashed(text).length === 7 ? unslashed(text) : '',
  as: 'MM/YYYY',
};

/** Who is charged or pays, and at which property. */
export function tenantRows(fields: Fields, records: Records, label: string) {
  const resident = residentIn(records, fields['ResidentLookup_LookupCode'] ?? '');
  const property = describe(records, fields['PropIdLookup_LookupCode'] ?? '');
  return [
    row(label, lookup(fields, 'ResidentLookup', resident?.name ?? '')),
    row('Property', lookup(fields, 'PropIdLookup', property)),
  ];
}

/** What is wrong with the resident and the property of a line. */
export function tenantFault(records: Records, resident: string, property: string): string | undefined {
  const lease = residentIn(records, resident);
  if (!lease) return 'Resident not found';
  return lease.property === property ? undefined : 'Resident is not at this property';
}

const batchIn = ({ chargeBatches }: Records, number: string) =>
  chargeBatches.find((one) => one.number === number);
const next = ({ chargeBatches }: Records) => String(3_301 + chargeBatches.length);

const charges: BatchSpec<Charge> = {
  name: 'ChargeBatch',
  one: 'Charge',
  many: 'Charges',
  kind: 'charge_batch',
  header: {},
  entry: {
    ResidentLookup_LookupCode: '',
    PropIdLookup_LookupCode: '',
    ChargeCode_LookupCode: '',
    Amount_TextBox: '',
    ChargeDate_TextBox: '',
    ChargeNotes_TextBox: '',
  },
  headings: ['Resident', 'Name', 'Property', 'Charge Code', 'Amount', 'Date', 'Notes'],
  cells: (line, records) => [
    line.resident,
    residentIn(records, line.resident)?.name ?? '',
    line.property,
    line.code,
    money(line.amount),
    slashed(line.date),
    line.notes,
  ],
  headerRows: () => [],
  entryRows(fields, { world: { records } }) {
    const code = records.chargeCodes.find((one) => one.code === fields['ChargeCode_LookupCode']);
    return [
      ...tenantRows(fields, records, 'Resident'),
      row('Charge Code', lookup(fields, 'ChargeCode', code?.name ?? '')),
      row('Amount', textBox(fields, 'Amount_TextBox')),
      row('Date', textBox(fields, 'ChargeDate_TextBox')),
      row('Notes', textBox(fields, 'ChargeNotes_TextBox', { width: 30 })),
    ];
  },
  month: slashedMonth,
  toLine(records, fields) {
    const line = {
      resident: fields['ResidentLookup_LookupCode'] ?? '',
      property: fields['PropIdLookup_LookupCode'] ?? '',
      code: fields['ChargeCode_LookupCode'] ?? '',
      amount: cents(fields['Amount_TextBox'] ?? '') ?? 0,
      date: unslashed(fields['ChargeDate_TextBox'] ?? ''),
      notes: fields['ChargeNotes_TextBox'] ?? '',
    };
    const wrong = tenantFault(records, line.resident, line.property);
    if (wrong !== undefined) return wrong;
    if (!records.chargeCodes.some(({ code }) => code === line.code)) return 'Charge Code not found';
    if (line.amount === 0) return 'Amount is required';
    return line.date.length === 10 ? line : 'Enter a valid date';
  },
  fault: () => undefined,
  posted: ({ chargeBatches }) => chargeBatches,
  linesOf: (records, number) => batchIn(records, number)?.charges ?? [],
  headerOf: () => ({}),
  next,
  keep(records, header, lines) {
    const number = next(records);
    records.chargeBatches.push({ number, ...header, charges: lines });
    for (const { resident, date, code, amount, notes } of lines) {
      const name = records.chargeCodes.find((one) => one.code === code)?.name ?? '';
      const description = notes === '' ? name : notes;
      records.ledger.push({ resident, date, code, description, charge: amount, payment: 0 });
    }
    return number;
  },
};

export const chargeBatchPage = batchPage(charges);
export const chargeBatchSearch = batchSearch(charges);
