import { parseUsDate } from '../../harbor/data/calendar.ts';
import { byId } from '../data/records.ts';
import { cents } from '../web/markup.ts';
import type { World } from '../world.ts';
import { goTo } from './typed.ts';
import type { Judged, Typed } from './typed.ts';

export function judgeReceipt({ records }: World, { form, user }: Typed): Judged {
  const field = (name: string) => form.get(`receivable_payment[${name}]`)?.trim() ?? '';
  const payer = byId(records.occupancies, Number(field('occupancy_id')));
  const amount = cents(field('amount'));
  const date = parseUsDate(field('occurred_on'));
  const cash = records.cashAccounts.find(({ number }) => number === field('cash_account_id'));
  if (!payer) return 'Payer is required';
  if (amount === null || amount === 0) return 'Amount is required';
  if (!date) return 'Date must be a date (MM/DD/YYYY)';
  if (!cash) return 'Cash Account is required';
  const [reference, remarks, type] = [field('reference'), field('remarks'), field('payment_type_id')];
  return {
    kind: 'receipt',
    reference: /SD-\w+/.exec(remarks)?.[0] ?? '',
    write() {
      const id = 95_001 + records.receipts.length;
      const { number: cashAccount } = cash;
      records.receipts.push({
        id,
        occupancy: payer.id,
        amount,
        date,
        reference,
        remarks,
        cashAccount,
        type,
        by: user,
      });
      const words = ['Payment', reference && `(Reference #${reference})`, remarks].filter(
        (part) => part !== '',
      );
      records.ledger.push({
        occupancy: payer.id,
        date,
        payer: payer.name,
        description: words.join(' '),
        debit: 0,
        credit: amount,
        receipt: id,
      });
      return String(id);
    },
    after: (id) => goTo(`/accounting/tenant_receipts/${id ?? 'new'}`),
  };
}
