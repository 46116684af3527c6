import { parseUsDate } from '../../harbor/data/calendar.ts';
import { byId } from '../data/records.ts';
import type { Bill } from '../data/records.ts';
import { cents } from '../web/markup.ts';
import type { World } from '../world.ts';
import { goTo } from './typed.ts';
import type { Judged, Typed } from './typed.ts';

/** Nothing keeps the same bill from being entered twice, a vendor fact: its form only warns. */
export function judgeBill({ records }: World, { form, user }: Typed): Judged {
  const field = (name: string) => form.get(name)?.trim() ?? '';
  const vendor = byId(records.vendors, Number(field('payee')));
  const billDate = parseUsDate(field('bill_date'));
  const dueDate = parseUsDate(field('due_date') || field('bill_date'));
  const cash = records.cashAccounts.find(({ number }) => number === field('cash_account'));
  const total = cents(field('total'));
  if (!vendor) return 'Payee is required';
  if (!billDate || !dueDate) return 'Bill Date and Due Date must be dates (MM/DD/YYYY)';
  if (total === null) return 'Total Amount is required';
  if (!cash) return 'Cash Account is required';

  const lines: Bill['lines'] = [];
  for (const [at, amountText] of form.getAll('line_amount').entries()) {
    const cell = (name: string) => form.getAll(name)[at]?.trim() ?? '';
    const property = byId(records.properties, Number(cell('line_property')));
    const unit = records.units.find((one) => one.property === property?.id && one.name === cell('line_unit'));
    const account = records.accounts.find(({ number }) => number === cell('line_account'));
    const amount = cents(amountText);
    if (!property || !account || amount === null)
      return `Line ${at + 1}: Property, GL Account and Amount are required`;
    if (cell('line_unit') !== '' && !unit) return `Line ${at + 1}: Unit not found`;
    lines.push({
      property: property.id,
      unit: unit?.id ?? null,
      account: account.number,
      description: cell('line_description'),
      amount,
    });
  }
  if (lines.reduce((sum, { amount }) => sum + amount, 0) !== total) {
    return 'Total Amount does not match the lines';
  }
  return {
    kind: 'bill',
    reference: /SD-\w+/.exec(field('remarks'))?.[0] ?? '',
    write() {
      const id = Math.max(...records.bills.map((one) => one.id)) + 1;
      const { number: cashAccount } = cash;
      const [reference, remarks] = [field('reference'), field('remarks')];
      records.bills.push({
        id,
        vendor: vendor.id,
        billDate,
        dueDate,
        reference,
        remarks,
        cashAccount,
        lines,
        by: user,
      });
      return String(id);
    },
    after: (id) => goTo(`/accounting/payable_invoices/${id ?? 'new'}`),
  };
}
