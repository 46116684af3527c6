import { Random } from '../../random.ts';
import type { CashEntry, Records } from './records.ts';

const drawers = ['Main Drawer', 'Bar Drawer'];
const payouts = [
  ['Produce', 'Limes, Müller & Sons'],
  ['Window washing', ''],
  ['Ice', 'Two bags'],
  ['Office supplies', 'Receipt paper'],
] as const;

/** What goes into and out of the drawers besides guests' payments, on each date in order. Drawn apart from the other records. */
export function seedCash(seed: number, { restaurants, salesDays, timeEntries }: Records): CashEntry[] {
  const draw = new Random(seed);
  let number = 640_000;
  return restaurants.flatMap(({ guid: restaurant }) =>
    salesDays
      .filter((day) => day.restaurant === restaurant)
      .flatMap(({ date }) => {
        const staff = timeEntries.filter((one) => one.restaurant === restaurant && one.date === date);
        const somebody = () => (staff.length === 0 ? '' : draw.pick(staff).employee);
        const entry = (
          time: string,
          drawer: string,
          action: string,
          amount: number,
          [reason, comment]: readonly [string, string] = ['', ''],
          employee = somebody(),
        ): CashEntry => {
          const at = `${date}T${time}`;
          return {
            restaurant,
            date,
            id: String(++number),
            at,
            drawer,
            action,
            amount,
            reason,
            comment,
            employee,
          };
        };
        return drawers.flatMap((drawer, n) => {
          const off = draw.chance(0.4) ? draw.between(-650, 400) : 0;
          const closing = off === 0 ? 'Exact' : off > 0 ? 'Overage' : 'Shortage';
          const tipped = staff.filter(({ otherTips }) => otherTips > 0)[n];
          return [
            entry('10:30', drawer, 'Cash In', 20_000, ['', 'Opening bank']),
            ...(draw.chance(0.5)
              ? [entry('13:05', drawer, 'Pay Out', -draw.between(600, 9_500), draw.pick(payouts))]
              : []),
            ...(draw.chance(0.3) ? [entry('16:40', drawer, 'No Sale', 0, ['Make change', ''])] : []),
            ...(tipped
              ? [entry('22:50', drawer, 'Tip Out', -tipped.otherTips, ['', ''], tipped.employee)]
              : []),
            entry('23:20', drawer, 'Cash Out', -20_000, ['', 'To the safe']),
            entry('23:25', drawer, `Close Out - ${closing}`, off),
          ];
        });
      }),
  );
}
