import { paymentOf } from '../data/records.ts';
import type { Records } from '../data/records.ts';
import { slashed } from '../web/format.ts';
import type { PayablesOrder } from './payables.ts';
import type { Sheet } from './sheet.ts';
import type { CellValue } from './workbook.ts';

const amounts = ['Amount', 'Paid', 'Unpaid'];

/** Every invoice that was posted in some months, under its account, with a total for each; in detail, or the totals only. */
export function expenses(records: Records, order: PayablesOrder): Sheet {
  const { codes, label, vendor, account, months, detail, asOf } = order;
  const [first, last] = months;
  const posted = records.batches
    .filter(({ postMonth }) => postMonth >= first && postMonth <= last)
    .flatMap((batch) => batch.payables.map((one) => ({ batch, one })))
    .filter(({ one }) => codes.includes(one.property) && (vendor === '' || one.vendor === vendor))
    .filter(({ one }) => account === '' || one.account === account)
    .map(({ batch, one }) => {
      const check = paymentOf(records, one.control, asOf)?.check ?? '';
      return { batch, one, check, paid: check === '' ? 0 : one.amount };
    });
  const nameOf = (among: { code: string; name: string }[], code: string) =>
    among.find((each) => each.code === code)?.name ?? '';
  const sums = (rows: typeof posted): number[] => {
    const amount = rows.reduce((sum, { one }) => sum + one.amount, 0);
    const paid = rows.reduce((sum, row) => sum + row.paid, 0);
    return [amount, paid, amount - paid].map((cents) => cents / 100);
  };
  const blank = (count: number) => Array.from({ length: count }, () => '');
  const used = [...new Set(posted.map(({ one }) => one.account))].toSorted();
  const body = used.flatMap((code): CellValue[][] => {
    const rows = posted.filter(({ one }) => one.account === code);
    if (!detail) return [[code, nameOf(records.accounts, code), rows.length, ...sums(rows)]];
    const lines = rows.map(({ batch, one, check, paid }) => [
      code,
      nameOf(records.accounts, code),
      one.property,
      one.vendor,
      nameOf(records.vendors, one.vendor),
      one.control,
      one.invoice,
      slashed(one.invoiceDate),
      slashed(batch.postMonth),
      one.remarks,
      check,
      ...[one.amount, paid, one.amount - paid].map((cents) => cents / 100),
    ]);
    return [...lines, [`Total ${code}`, ...blank(10), ...sums(rows)]];
  });
  const columns = detail
    ? ['Account', 'Account Name', 'Property', 'Payee Code', 'Payee Name', 'Control', 'Invoice #']
    : ['Account', 'Account Name', 'Invoices'];
  const more = detail ? ['Invoice Date', 'Post Month', 'Notes', 'Check #'] : [];
  const headings = [...columns, ...more, ...amounts];
  const amountsAt = headings.length - amounts.length;
  return {
    title: 'Expense Distribution',
    name: 'ExpenseDistribution',
    meta: [
      `Expense Distribution${detail ? ' Detail' : ''}`,
      label,
      `Period = ${slashed(first)}-${slashed(last)}`,
      ...(vendor === '' ? [] : [`Payee = ${vendor}`]),
      ...(account === '' ? [] : [`Account = ${account}`]),
    ],
    headings: [headings],
    body,
    totals: [['Grand Total', ...blank(amountsAt - 1), ...sums(posted)]],
    amountsAt,
  };
}
