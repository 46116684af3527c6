import { Random } from '../../random.ts';
import { options } from './options.ts';
import type { ItemDay, ItemSelection, Records } from './records.ts';

const ordersOfDay = 70;

/** "2026-11-02T18:15": ten minutes after the order before it. */
function sentAt(date: string, order: number): string {
  const minute = 11 * 60 + order * 10;
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/**
 * The lines of checks behind what was sold: those of an item come to its quantity, gross and discount of that day, and a
 * voided one besides to its void. What was chosen with an item has a price of its own. Drawn apart from the other records.
 */
export function seedSelections(seed: number, { itemDays, timeEntries }: Records): ItemSelection[] {
  const draw = new Random(seed);
  const servers = new Map<string, string[]>();
  for (const { restaurant, date, employee } of timeEntries) {
    const key = `${restaurant} ${date}`;
    servers.set(key, [...(servers.get(key) ?? []), employee]);
  }
  let number = 5_100_000_000;

  function line(day: ItemDay, quantity: number, gross: number, discount: number): ItemSelection {
    const { restaurant, date, item, group } = day;
    const order = draw.between(1, ordersOfDay);
    const there = servers.get(`${restaurant} ${date}`) ?? [];
    const [optionGroup, choices] = options[group] ?? ['', []];
    const chosen = choices.length > 0 && draw.chance(0.5) ? [draw.pick(choices)] : [];
    return {
      restaurant,
      date,
      id: String(++number),
      order: String(order),
      sent: sentAt(date, order),
      server: there[order % Math.max(1, there.length)] ?? '',
      table: order % 4 === 0 ? '' : String(order % 40),
      item,
      group,
      quantity,
      gross,
      discount,
      isVoid: false,
      modifiers: chosen.map(([name, cents]) => ({
        id: String(++number),
        name,
        optionGroup,
        quantity,
        gross: cents * quantity,
      })),
    };
  }

  return itemDays.flatMap((day) => {
    const lines: ItemSelection[] = [];
    let [left, discount] = [day.quantity, day.discount];
    while (left > 0) {
      const quantity = Math.min(left, draw.between(1, Math.ceil(day.quantity / 2)));
      const share = quantity === left ? discount : Math.floor((day.discount * quantity) / day.quantity);
      lines.push(line(day, quantity, (day.gross / day.quantity) * quantity, share));
      left -= quantity;
      discount -= share;
    }
    if (day.voided > 0) lines.push({ ...line(day, 1, day.voided, 0), isVoid: true });
    return lines;
  });
}
