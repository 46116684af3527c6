import { addDays, firstOfMonth } from '../../harbor/data/calendar.ts';
import { billTotal, byId } from './records.ts';
import type { Records } from './records.ts';

/** A movement of a property's cash. Whole cents; what goes out is negative. */
export interface CashLine {
  date: string;
  who: string;
  type: 'Receipt' | 'Check' | 'Management Fee' | 'Owner Distribution';
  reference: string;
  description: string;
  amount: number;
}

/** What the manager takes of the rent that was paid, in hundredths. */
const fee = 8;
const held = 250_000;

/** All movements of a property's cash, oldest first: what tenants paid, what its bills cost, the fee, and what its owner was sent. */
export function cashOf(
  { occupancies, units, ledger, bills, vendors, properties }: Records,
  property: number,
) {
  const owner = byId(properties, property)?.owner ?? '';
  const homes = new Set(units.filter((unit) => unit.property === property).map(({ id }) => id));
  const tenants = new Map(occupancies.filter(({ unit }) => homes.has(unit)).map((one) => [one.id, one]));
  const paid = ledger
    .filter(({ occupancy, credit }) => credit > 0 && tenants.has(occupancy))
    .map(({ occupancy, date, payer, description, credit }): CashLine => {
      const reference = /#(\w+)/.exec(description)?.[1] ?? '';
      const unit = byId(units, tenants.get(occupancy)?.unit ?? null)?.name ?? '';
      return { date, who: payer, type: 'Receipt', reference, description: `Unit ${unit}`, amount: credit };
    });
  const spent = bills
    .filter(({ lines }) => lines.some((line) => line.property === property))
    .map((bill): CashLine => ({
      date: bill.billDate,
      who: byId(vendors, bill.vendor)?.name ?? '',
      type: 'Check',
      reference: bill.reference,
      description: bill.lines[0]?.description ?? '',
      amount: -billTotal({ ...bill, lines: bill.lines.filter((line) => line.property === property) }),
    }));
  const lines = [...paid, ...spent].toSorted((a, b) => a.date.localeCompare(b.date));
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) return [];
  const all: CashLine[] = [];
  let balance = 0;
  for (let month = firstOfMonth(first.date); month <= last.date; month = firstOfMonth(month, 1)) {
    const end = addDays(firstOfMonth(month, 1), -1);
    const within = lines.filter(({ date }) => date >= month && date <= end);
    const rent = within.reduce((sum, { amount }) => sum + Math.max(0, amount), 0);
    const own = { date: end, reference: '', description: month.slice(0, 7) };
    const drawn: CashLine[] = [
      ...within,
      {
        ...own,
        who: 'Fenwick Property Co.',
        type: 'Management Fee',
        amount: -Math.round((rent * fee) / 100),
      },
    ];
    balance += drawn.reduce((sum, { amount }) => sum + amount, 0);
    if (balance > held)
      drawn.push({ ...own, who: owner, type: 'Owner Distribution', amount: held - balance });
    balance = Math.min(balance, held);
    all.push(...drawn.filter(({ amount }) => amount !== 0));
  }
  return all;
}
