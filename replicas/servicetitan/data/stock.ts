import type { Random } from '../../random.ts';
import { addDays } from './days.ts';
import type { Records } from './records.ts';
import * as words from './vocabulary.ts';

/** What is bought and what it is sold for; tags of some jobs. Drawn last, so that it changes nothing drawn before it. */
export function seedStock(random: Random, records: Records, today: string): void {
  records.pricebook = words.pricebook.map(([code, name, kind], index) => {
    const cost = random.between(4, 180) * 100 + random.pick([0, 25, 50, 99]);
    const price = cost * 2 + random.between(10, 90) * 100;
    return {
      id: 88_001 + index,
      code,
      name,
      kind,
      price,
      cost,
      modified: { at: '06/02/2026', by: 'manager' },
    };
  });
  const materials = records.pricebook.filter(({ kind }) => kind === 'Material');
  for (let count = 0; count < 64; count++) {
    const day = addDays(today, -random.between(0, 45));
    const job = random.chance(0.6) ? String(random.pick(records.jobs).number) : '';
    records.orders.push({
      number: 3901 + count,
      vendor: random.pick(words.vendors),
      type: random.pick(words.orderTypes),
      status: random.pick([
        'Pending',
        'Sent',
        'Sent',
        'Partially Received',
        'Received',
        'Received',
        'Canceled',
      ]),
      unit: random.pick(words.units),
      shipTo: random.pick(words.shipTo),
      job,
      day,
      requiredBy: addDays(day, random.between(1, 12)),
      items: random
        .shuffled(materials)
        .slice(0, random.between(1, 4))
        .map(({ code, name, cost }) => ({
          code,
          name,
          quantity: random.between(1, 12),
          cost,
        })),
      memo: random.pick(['', '', 'Call before delivery', 'Pick up at will-call']),
      by: random.pick(['dispatcher', 'manager']),
    });
  }
  // As they are written: a later one has a higher number.
  records.orders.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.number - b.number));
  for (const [index, order] of records.orders.entries()) order.number = 3901 + index;
  for (const job of records.jobs) if (random.chance(0.15)) job.tags = random.shuffled(words.tags).slice(0, 2);
}
