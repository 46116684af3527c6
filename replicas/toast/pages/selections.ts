import { html } from 'hono/html';
import { within } from '../data/days.ts';
import type { ItemSelection, Restaurant } from '../data/records.ts';
import type { World } from '../world.ts';
import { criteriaLine } from './criteria.ts';
import { dollars, total } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Period } from './new-reports.ts';
import { tableOf } from './table.ts';

export function selectionsOf({ records }: World, { guid }: Restaurant, { from, to }: Period) {
  return records.selections.filter((one) => one.restaurant === guid && within(one.date, from, to));
}

/** Each modifier with the line that it was chosen for. */
export function modifiersOf(world: World, restaurant: Restaurant, period: Period) {
  return selectionsOf(world, restaurant, period).flatMap((parent) =>
    parent.modifiers.map((modifier) => ({ ...modifier, parent })),
  );
}

interface Line {
  name: string;
  group: string;
  quantity: number;
  gross: number;
  discount: number;
  isVoid: boolean;
}

/** What was ordered under each name; what was voided is counted, and comes to nothing. */
function summary(id: string, [name, group]: [string, string], lines: Line[], world: World): Markup {
  const keys = [...new Map(lines.map((one) => [`${one.name}|${one.group}`, one])).values()];
  const rows = keys.map((key) => {
    const all = lines.filter((one) => one.name === key.name && one.group === key.group);
    return { ...key, paid: all.filter((one) => !one.isVoid), voids: all.filter((one) => one.isVoid) };
  });
  type Row = (typeof rows)[number];
  const paid = rows.flatMap((row) => row.paid);
  const quantity = (some: Line[]) => String(total(some, (one) => one.quantity));
  const voids = (some: Row[]) => String(total(some, (row) => row.voids.length));
  const gross = (some: Line[]) => dollars(total(some, (one) => one.gross));
  const discount = (some: Line[]) => dollars(total(some, (one) => one.discount));
  const net = (some: Line[]) => dollars(total(some, (one) => one.gross - one.discount));
  return tableOf<Row>(
    {
      id,
      rows,
      nothing: 'No selections',
      columns: [
        [name, (row) => row.name],
        [group, (row) => row.group],
        ['Qty', (row) => quantity(row.paid), quantity(paid)],
        ['Voids', (row) => voids([row]), voids(rows)],
        ['Gross Price', (row) => gross(row.paid), gross(paid)],
        ['Discount', (row) => discount(row.paid), discount(paid)],
        ['Net Price', (row) => net(row.paid), net(paid)],
      ],
    },
    world.switches,
  );
}

/** What was ordered, by item. The lines themselves are in the export. */
export function selectionsReport(world: World, restaurant: Restaurant, period: Period): Markup {
  const lines = selectionsOf(world, restaurant, period).map((one: ItemSelection) => ({
    ...one,
    name: one.item,
  }));
  return html`${criteriaLine(restaurant, period)}
    ${summary('selections-table', ['Menu Item', 'Menu Group'], lines, world)}
    <p class="count">${lines.length} selections</p>`;
}

/** What was chosen with items, by modifier. The lines themselves are in the export. */
export function modifiersReport(world: World, restaurant: Restaurant, period: Period): Markup {
  const lines = modifiersOf(world, restaurant, period).map(({ parent, ...one }) => ({
    ...one,
    group: one.optionGroup,
    discount: 0,
    isVoid: parent.isVoid,
  }));
  return html`${criteriaLine(restaurant, period)}
    ${summary('modifiers-table', ['Modifier', 'Option Group Name'], lines, world)}
    <p class="count">${lines.length} modifiers</p>`;
}
