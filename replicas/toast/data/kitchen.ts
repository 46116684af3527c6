import { Random } from '../../random.ts';
import type { KitchenTicket, Records } from './records.ts';

const stations = ['Grill', 'Fry', 'Cold', 'Bar'];

/** What each kitchen fired on some dates, in order. Drawn apart from the other records. */
export function seedKitchen(
  seed: number,
  { restaurants, timeEntries }: Records,
  dates: string[],
): KitchenTicket[] {
  const draw = new Random(seed);
  return restaurants.flatMap(({ guid: restaurant }, at) =>
    dates.flatMap((date, day) => {
      const servers = timeEntries.filter((one) => one.restaurant === restaurant && one.date === date);
      let minute = 11 * 60;
      return Array.from({ length: draw.between(9, 16) }, (_, n) => {
        minute += draw.between(8, 38);
        const start = Date.parse(`${date}T00:00:00Z`) + (minute * 60 + draw.between(0, 59)) * 1000;
        const seconds = draw.between(95, 1_320);
        const local = (time: number) => new Date(time).toISOString().slice(0, 19);
        return {
          restaurant,
          date,
          check: (at + 1) * 10_000 + day * 100 + n,
          table: draw.chance(0.8) ? String(draw.between(1, 40)) : '',
          server: servers[n % Math.max(1, servers.length)]?.employee ?? '',
          station: draw.pick(stations),
          fired: local(start),
          fulfilled: local(start + seconds * 1000),
          seconds,
        };
      });
    }),
  );
}
