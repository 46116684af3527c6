import type { Records } from '../data/records.ts';
import { slashed } from '../web/format.ts';
import type { PayablesOrder } from './payables.ts';
import type { Sheet } from './sheet.ts';

/** What a payee invoiced and was paid, day by day, with what is owed after each line; before the first day in one sum. */
export function payeeLedger(records: Records, { codes, label, vendor, from, to }: PayablesOrder): Sheet {
  const invoices = records.batches
    .flatMap(({ postMonth, payables }) => payables.map((one) => ({ postMonth, one })))
    .filter(({ one }) => one.vendor === vendor && codes.includes(one.property));
  const charges = invoices.map((invoice) => ({
    ...invoice,
    date: invoice.one.invoiceDate,
    check: '',
    charge: invoice.one.amount,
    payment: 0,
  }));
  const payments = records.payments.flatMap(({ check, date, controls }) =>
    invoices
      .filter(({ one }) => controls.includes(one.control))
      .map((invoice) => ({ ...invoice, date, check, charge: 0, payment: invoice.one.amount })),
  );
  const all = [...charges, ...payments].toSorted((a, b) => a.date.localeCompare(b.date));
  let owed = 0;
  for (const { date, charge, payment } of all) if (date < from) owed += charge - payment;
  const before = ['', 'Balance Forward', '', '', '', '', '', '', 0, 0, owed / 100];
  const lines = all.filter(({ date }) => date >= from && date <= to);
  const rows = lines.map(({ postMonth, one, date, check, charge, payment }) => {
    owed += charge - payment;
    return [
      slashed(date),
      check === '' ? 'Invoice' : 'Check',
      one.property,
      one.control,
      one.invoice,
      slashed(postMonth),
      one.account,
      check,
      ...[charge, payment, owed].map((cents) => cents / 100),
    ];
  });
  const sum = (pick: (line: (typeof lines)[number]) => number) =>
    lines.reduce((total, line) => total + pick(line), 0) / 100;
  const total = [sum(({ charge }) => charge), sum(({ payment }) => payment), owed / 100];
  const name = records.vendors.find(({ code }) => code === vendor)?.name ?? '';
  return {
    title: 'Payee Ledger',
    name: 'PayeeLedger',
    meta: [
      'Payee Ledger',
      label,
      `Date = ${slashed(from)}-${slashed(to)}`,
      `Payee = ${vendor}`,
      `Payee Name = ${name}`,
    ],
    headings: [
      [
        'Date',
        'Type',
        'Property',
        'Control',
        'Invoice #',
        'Post Month',
        'Account',
        'Check #',
        'Charges',
        'Payments',
        'Balance',
      ],
    ],
    body: [before, ...rows],
    totals: [['Grand Total', '', '', '', '', '', '', '', ...total]],
    amountsAt: 8,
  };
}
