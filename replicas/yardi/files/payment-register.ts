import type { Records } from '../data/records.ts';
import { slashed } from '../web/format.ts';
import type { PayablesOrder } from './payables.ts';
import type { Sheet } from './sheet.ts';

/** Every invoice that a check of these days paid. */
export function register(records: Records, { codes, label, vendor, from, to }: PayablesOrder): Sheet {
  const invoices = records.batches.flatMap((batch) => batch.payables.map((one) => ({ batch, one })));
  const paid = records.payments
    .filter(({ date }) => date >= from && date <= to)
    .flatMap((payment) =>
      invoices
        .filter(({ one }) => payment.controls.includes(one.control) && codes.includes(one.property))
        .map((invoice) => ({ payment, ...invoice })),
    )
    .filter(({ payment }) => vendor === '' || payment.vendor === vendor);
  const nameOf = (code: string) => records.vendors.find((one) => one.code === code)?.name ?? '';
  const total = paid.reduce((sum, { one }) => sum + one.amount, 0) / 100;
  return {
    title: 'Payment Register',
    name: 'PaymentRegister',
    meta: [
      'Payment Register',
      label,
      `Check Date = ${slashed(from)}-${slashed(to)}`,
      ...(vendor === '' ? [] : [`Payee = ${vendor}`]),
    ],
    headings: [
      [
        'Check #',
        'Check Date',
        'Payee Code',
        'Payee Name',
        'Property',
        'Control',
        'Invoice #',
        'Invoice Date',
        'Post Month',
        'Account',
        'Amount',
      ],
    ],
    body: paid.map(({ payment, batch, one }) => [
      payment.check,
      slashed(payment.date),
      one.vendor,
      nameOf(one.vendor),
      one.property,
      one.control,
      one.invoice,
      slashed(one.invoiceDate),
      slashed(batch.postMonth),
      one.account,
      one.amount / 100,
    ]),
    totals: [['Grand Total', '', '', '', '', '', '', '', '', '', total]],
    amountsAt: 10,
  };
}
