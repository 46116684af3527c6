import { Random } from '../../random.ts';
import { daysBefore } from './days.ts';
import type { Records } from './records.ts';

/** The checks behind each day's count of unpaid orders, which come to its amount. */
export function seedUnpaidOrders(
  seed: number,
  { restaurants, salesDays, timeEntries }: Records,
): Records['unpaidOrders'] {
  const draw = new Random(seed);
  return salesDays.flatMap(({ restaurant, date, unpaidOrders, unpaidAmount }) => {
    const at = restaurants.findIndex(({ guid }) => guid === restaurant);
    const servers = timeEntries.filter((one) => one.restaurant === restaurant && one.date === date);
    const dearer = draw.between(0, 900);
    return Array.from({ length: unpaidOrders }, (_, n) => {
      // What the first costs more, the last costs less.
      const more = (n === 0 ? dearer : 0) - (n === unpaidOrders - 1 ? dearer : 0);
      const share = unpaidAmount / unpaidOrders + more;
      const tax = Math.round(share * 0.0762);
      const minute = draw.between(11 * 60, 22 * 60 + 59);
      const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      return {
        restaurant,
        date,
        check: `${at + 4}${date.slice(5, 7)}${date.slice(8)}${n + 1}`,
        opened: `${date}T${clock}`,
        server: servers[n % Math.max(1, servers.length)]?.employee ?? '',
        table: draw.chance(0.7) ? String(draw.between(1, 40)) : '',
        subtotal: share - tax,
        tax,
      };
    });
  });
}

/** One a month and restaurant, on its first day; the newest is not paid yet. */
export function seedInvoices(seed: number, { restaurants }: Records, today: string): Records['invoices'] {
  const draw = new Random(seed);
  const firsts = Array.from({ length: 120 }, (_, n) => daysBefore(today, 120 - n)).filter((date) =>
    date.endsWith('-01'),
  );
  return restaurants.flatMap(({ guid: restaurant }, at) =>
    firsts.map((date, n) => ({
      restaurant,
      number: `INV-${(at + 1) * 10_000 + Number(date.slice(2, 7).replace('-', ''))}`,
      date,
      subscriptions: 18_900 + at * 2_500,
      fees: draw.between(61_000, 142_000),
      status: n === firsts.length - 1 ? 'Open' : 'Paid',
    })),
  );
}
