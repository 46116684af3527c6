import { parseUsDate, usDate } from '../data/calendar.ts';
import type { BillBatch, Coded, Invoice, Records } from '../data/records.ts';
import type { Column } from '../web/grid.ts';
import { dollars } from './money.ts';

/** The line that is being entered, as typed. */
export interface Entry {
  vendor: string;
  invoice: string;
  date: string;
  property: string;
  account: string;
  amount: string;
  memo: string;
}

export const noEntry: Entry = {
  vendor: '',
  invoice: '',
  date: '',
  property: '',
  account: '',
  amount: '',
  memo: '',
};

export const codedOptions = (list: readonly Coded[]) => [
  { value: '', label: '(Select)' },
  ...list.map(({ code, name }) => ({ value: code, label: `${code} - ${name}` })),
];

export function invoiceColumns({ vendors, accounts }: Records): Column<Invoice>[] {
  const named = (list: readonly Coded[], code: string) =>
    `${code} - ${list.find((one) => one.code === code)?.name ?? ''}`;
  return [
    { heading: 'Vendor', value: ({ vendor }) => named(vendors, vendor) },
    { heading: 'Invoice No.', value: ({ number }) => number },
    { heading: 'Date', value: ({ date }) => usDate(date) },
    { heading: 'Property', value: ({ property }) => property },
    { heading: 'GL Account', value: ({ account }) => named(accounts, account) },
    { heading: 'Amount', value: ({ amount }) => dollars(amount), numeric: true },
    { heading: 'Remarks', value: ({ memo }) => memo },
  ];
}

/** "1,250.00" or "1250" in cents; `null` for what is no amount. */
export function parseAmount(text: string): number | null {
  const bare = text.replaceAll(',', '').trim();
  return /^\d{1,9}(\.\d{1,2})?$/.test(bare) ? Math.round(Number(bare) * 100) : null;
}

/** The invoice that was typed, or what is wrong with it. */
export function toInvoice(entry: Entry): Invoice | string {
  const { vendor, invoice, property, account } = entry;
  const missing = Object.entries({
    Vendor: vendor,
    'Invoice No.': invoice,
    Property: property,
    'GL Account': account,
  }).find(([, value]) => value === '');
  if (missing) return `${missing[0]} is required.`;
  const date = parseUsDate(entry.date);
  if (date === null) return 'Invoice Date is not a valid date.';
  const amount = parseAmount(entry.amount);
  if (amount === null || amount === 0) return 'Amount is not a valid amount.';
  return { vendor, number: invoice, date, property, account, amount, memo: entry.memo };
}

/** A vendor's invoice that was entered before: warned about, never refused. */
export function duplicatesAmong(invoices: readonly Invoice[], posted: readonly BillBatch[]): string {
  const isSame = (one: Invoice) => (other: Invoice) =>
    one.vendor === other.vendor && one.number.toLowerCase() === other.number.toLowerCase();
  const warnings = invoices.flatMap((invoice, index) => {
    const what = `Invoice ${invoice.number} of ${invoice.vendor}`;
    const batch = posted.find((one) => one.invoices.some(isSame(invoice)));
    if (batch) return [`Warning: ${what} is already on file (batch ${batch.number}).`];
    return invoices.slice(0, index).some(isSame(invoice)) ? [`Warning: ${what} is in this batch twice.`] : [];
  });
  return warnings.join(' ');
}
