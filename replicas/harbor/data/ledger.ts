import { addDays, firstOfMonth, usDate } from './calendar.ts';
import type { Random } from '../../random.ts';
import type { LedgerLine, Tenant } from './records.ts';

const repairs = [
  'Lock change',
  'Drain cleared, foreign object',
  'Replacement window screen',
  'Carpet cleaning',
];

/** Each month's charges and what was paid on them: mostly in full and early, at times late, at times not at all. */
export function keepLedger(tenants: readonly Tenant[], today: string, random: Random): LedgerLine[] {
  return tenants.flatMap((tenant) => {
    const lines = accountOf(tenant, today, random).filter((line) => line.date <= today);
    return lines.toSorted((one, other) => one.date.localeCompare(other.date));
  });
}

function accountOf(tenant: Tenant, today: string, random: Random): LedgerLine[] {
  const lines: LedgerLine[] = [];
  const post = (date: string, code: string, description: string, cents: number) =>
    lines.push({
      tenant: tenant.number,
      date,
      code,
      description,
      charge: code === 'PMT' ? 0 : cents,
      payment: code === 'PMT' ? cents : 0,
    });

  const parking = random.chance(0.3) ? 6_500 : 0;
  const petRent = random.chance(0.2) ? 3_500 : 0;
  const start = tenant.moveIn > firstOfMonth(today, -14) ? tenant.moveIn : firstOfMonth(today, -14);
  let owed = 0;
  for (
    let month = start;
    month <= (tenant.moveOut ?? today) && month <= today;
    month = firstOfMonth(month, 1)
  ) {
    owed += tenant.rent + parking + petRent;
    post(month, 'RENT', `Rent ${usDate(month).slice(0, 2)}/${month.slice(0, 4)}`, tenant.rent);
    if (parking) post(month, 'PARK', 'Garage space', parking);
    if (petRent) post(month, 'PET', 'Pet rent', petRent);
    if (random.chance(0.06)) {
      const cost = random.between(35, 180) * 100 + random.pick([0, 50, 95]);
      post(addDays(month, random.between(1, 4)), 'REPR', random.pick(repairs), cost);
      owed += cost;
    }
    const late = random.chance(0.12);
    if (late) {
      post(addDays(month, 5), 'LATE', 'Late fee', 7_500);
      owed += 7_500;
    }
    if (owed <= 0 || random.chance(0.1)) continue;
    const paid = random.chance(0.12)
      ? Math.round(owed / 200) * 100
      : random.chance(0.06)
        ? owed + 10_000
        : owed;
    owed -= paid;
    const how = random.pick(['ACH', 'Check', 'Check', 'Money order']);
    const paper = how === 'ACH' ? 'ACH payment' : `${how} #${random.between(1000, 9899)}`;
    post(addDays(month, late ? random.between(9, 18) : random.between(0, 4)), 'PMT', paper, paid);
  }
  return lines;
}
