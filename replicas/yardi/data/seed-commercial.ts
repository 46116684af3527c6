import { Random } from '../../random.ts';
import { addMonths, monthOf } from './months.ts';
import type { Records } from './records.ts';

const tenants = [
  'Blue Heron Books',
  'Café Zoë',
  'Kwan & Daughters Dental',
  'Northgate Title Co.',
  'Salt Street Cycles',
  'Tidewater Yoga',
  'Vesper Optical',
  'Quill & Quire Press',
];
const types = ['Retail Net', 'Retail Gross', 'Office Net'];

/** Shops and offices on the ground floors: of the first property and the last; one lease takes two suites. */
export function seedCommercial(records: Records, today: string, seed: number): void {
  const random = new Random(seed + 2);
  const month = monthOf(today);
  let code = 1_203;
  let tenant = 0;
  for (const [property, suites] of [
    ['dock', 7],
    ['mill', 5],
  ] as const) {
    const units = Array.from({ length: suites }, (_, n) => ({
      property,
      unit: `S${n + 1}`,
      area: random.between(60, 420) * 10,
    }));
    records.suites.push(...units);
    const lease = (of: typeof units, from: string) => {
      const area = of.reduce((sum, one) => sum + one.area, 0);
      const term = random.pick([36, 60, 84]);
      records.commercialLeases.push({
        property,
        units: of.map(({ unit }) => unit),
        code: `c000${code++}`,
        name: tenants[tenant++ % tenants.length]!,
        type: random.pick(types),
        area,
        from: `${from}-01`,
        to: `${addMonths(from, term - 1)}-28`,
        term,
        monthlyRent: area * random.between(130, 310),
        recoveries: area * random.between(0, 8) * 100,
        misc: area * random.between(0, 2) * 50,
        deposit: random.between(2, 9) * 100_000,
        letterOfCredit: random.chance(0.4) ? random.between(5, 20) * 100_000 : 0,
      });
    };
    // The last suite but one is empty; the last one is let from the month after next.
    lease(units.slice(0, 2), addMonths(month, -random.between(3, 20)));
    for (const unit of units.slice(2, -2)) lease([unit], addMonths(month, -random.between(3, 20)));
    lease(units.slice(-1), addMonths(month, 2));
  }
}
