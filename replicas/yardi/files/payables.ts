import { daysBetween, inBucket, paymentOf } from '../data/records.ts';
import type { Records } from '../data/records.ts';
import { slashed } from '../web/format.ts';
import { expenses } from './expense-distribution.ts';
import { payeeLedger } from './payee-ledger.ts';
import { register } from './payment-register.ts';
import type { Sheet } from './sheet.ts';

export interface PayablesOrder {
  codes: string[];
  label: string;
  asOf: string;
  vendor: string;
  account: string;
  detail: boolean;
  /** First and last month of posting. */
  months: [string, string];
  /** First and last day, of checks or of a ledger. */
  from: string;
  to: string;
}

export const payableTypes = [
  ['1', 'Expense Distribution'],
  ['2', 'Paid Only'],
  ['3', 'Aging'],
  ['7', 'Payment Register'],
  ['8', 'Vendor Directory'],
  ['9', 'Payee Ledger'],
] as const;

const owed = ['Current Owed', '0-30 Owed', '31-60 Owed', '61-90 Owed', 'Over 90 Owed'];

/** 16 columns in detail, 10 without; `undefined` for a type that this replica has no figures for. */
export function payables(records: Records, type: string, order: PayablesOrder): Sheet | undefined {
  const title = payableTypes.find(([value]) => value === type)?.[1] ?? '';
  const meta = [
    `${title}${order.detail ? ' Detail' : ''}`,
    order.label,
    `Age As Of = ${slashed(order.asOf)}`,
  ];
  if (order.vendor !== '') meta.push(`Payee = ${order.vendor}`);
  if (type === '2')
    return {
      title,
      name: 'APPaid',
      meta,
      headings: [['Payee Code', 'Amount']],
      body: [],
      totals: [['Total', 0]],
      amountsAt: 1,
    };
  if (type === '1') return expenses(records, order);
  if (type === '7') return register(records, order);
  if (type === '9') return payeeLedger(records, order);
  if (type !== '3') return undefined;

  const open = records.batches
    .flatMap((batch) => batch.payables.map((payable) => ({ batch, payable })))
    .filter(({ payable }) => order.codes.includes(payable.property) && payable.invoiceDate <= order.asOf)
    .filter(({ payable }) => order.vendor === '' || payable.vendor === order.vendor)
    .filter(({ payable }) => !paymentOf(records, payable.control, order.asOf))
    .map(({ batch, payable }) => {
      const aged = inBucket(daysBetween(payable.invoiceDate, order.asOf), payable.amount);
      return { batch, payable, amounts: [payable.amount, ...aged].map((cents) => cents / 100) };
    });
  const nameOf = (code: string) => records.vendors.find((one) => one.code === code)?.name ?? '';
  const totals = owed.map(
    (_, at) => open.reduce((sum, { amounts }) => sum + Math.round(amounts[at]! * 100), 0) / 100,
  );
  const lead = order.detail ? 11 : 4;
  const headings = order.detail
    ? [
        'Payee Code',
        'Payee Name',
        'Property',
        'Control',
        'Batch',
        'Invoice #',
        'Invoice Date',
        'Post Month',
        'Due Date',
        'Account',
        'Notes',
        ...owed,
      ]
    : ['Payee Code', 'Payee Name', 'Property', 'Invoices', ...owed, 'Notes'];
  const body = open.map(({ batch, payable: one, amounts }) =>
    order.detail
      ? [
          one.vendor,
          nameOf(one.vendor),
          one.property,
          one.control,
          batch.number,
          one.invoice,
          slashed(one.invoiceDate),
          slashed(batch.postMonth),
          slashed(one.dueDate),
          one.account,
          one.remarks,
          ...amounts,
        ]
      : [one.vendor, nameOf(one.vendor), one.property, 1, ...amounts, ''],
  );
  const total = ['Grand Total', ...Array.from({ length: lead - 1 }, () => ''), ...totals];
  return { title, name: 'APAging', meta, headings: [headings], body, totals: [total], amountsAt: lead };
}
