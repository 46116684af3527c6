import { zipSync } from 'fflate';
import { csv } from './csv.ts';
import { within } from './data/days.ts';
import { dashed, clockTime, slashed } from './data/days.ts';
import type { Restaurant, TimeEntry } from './data/records.ts';
import type { ExportFile } from './jobs.ts';
import { hundredths } from './pages/markup.ts';
import type { Period } from './pages/new-reports.ts';
import { modifiersOf, selectionsOf } from './pages/selections.ts';
import type { World } from './world.ts';

/** Each item of a period, added up over its days. */
export function productMix({ records }: World, { guid }: Restaurant, { from, to }: Period) {
  const sold = records.itemDays.filter((one) => one.restaurant === guid && within(one.date, from, to));
  const items = new Map<string, (typeof sold)[number]>();
  for (const one of sold) {
    const sum = items.get(one.item);
    if (!sum) {
      items.set(one.item, { ...one });
      continue;
    }
    sum.quantity += one.quantity;
    sum.gross += one.gross;
    sum.discount += one.discount;
    sum.voided += one.voided;
  }
  return [...items.values()];
}

export function productMixFile(world: World, restaurant: Restaurant, period: Period): ExportFile {
  const items = productMix(world, restaurant, period);
  const groups = [...new Set(items.map(({ group }) => group))];
  const file = csv(
    world,
    [
      ['Location', () => restaurant.name],
      ['Item', (row) => row.item],
      ['Menu Group', (row) => row.group],
      ['Sales Category', (row) => row.category],
      ['Qty Sold', (row) => row.quantity],
      ['Gross Sales', (row) => hundredths(row.gross)],
      ['Discount Amount', (row) => hundredths(row.discount)],
      ['Net Sales', (row) => hundredths(row.gross - row.discount)],
      ['Void Amount', (row) => hundredths(row.voided)],
    ],
    items,
  );
  const byGroup = csv(world, [['Menu Group', (name: string) => name]], groups);
  const name = `ProductMix_${period.from}_${period.to}.zip`;
  return { name, bytes: zipSync({ 'Items.csv': file, 'Groups.csv': byGroup }) };
}

export function guestsFile(world: World, { guid }: Restaurant): ExportFile {
  const bytes = csv(
    world,
    [
      ['Customer ID', (row) => row.id],
      ['First Name', (row) => row.first],
      ['Last Name', (row) => row.last],
      ['Email', (row) => row.email],
      ['Phone', (row) => row.phone],
      ['# of Visits', (row) => row.visits],
      ['Gross Amount', (row) => hundredths(row.gross)],
    ],
    world.records.guests.filter(({ restaurant }) => restaurant === guid),
  );
  return { name: 'Guests.csv', bytes };
}

/** Wages and pay are whole cents here, though the screen shows dollars. */
export function timeEntriesFile(
  world: World,
  { name }: Restaurant,
  period: Period,
  entries: TimeEntry[],
): ExportFile {
  const money = (cents: number) => (world.switches.wagesInDollars ? hundredths(cents) : cents);
  const bytes = csv(
    world,
    [
      ['Location', () => name],
      ['Employee', (row) => row.employee],
      ['Job Title', (row) => row.job],
      ['Business Date', (row) => slashed(row.date)],
      ['In Date', (row) => clockTime(row.in)],
      ['Out Date', (row) => clockTime(row.out)],
      ['Regular Hours', (row) => hundredths(row.regular)],
      ['Overtime Hours', (row) => hundredths(row.overtime)],
      ['Hourly Rate', (row) => money(row.wage)],
      ['Total Pay', (row) => money(row.pay)],
      ['Declared Cash Tips', (row) => money(row.cashTips)],
      ['Non-Cash Tips', (row) => money(row.otherTips)],
      ['Breaks Taken', (row) => row.breaksTaken],
      ['Breaks Missed', (row) => row.breaksMissed],
    ],
    entries,
  );
  return { name: `TimeEntries_${dashed(period.from)}_${dashed(period.to)}.csv`, bytes };
}

const fullMinute = (local: string) => `${slashed(local.slice(0, 10))} ${local.slice(11)}`;

export function selectionsFile(world: World, restaurant: Restaurant, period: Period): ExportFile {
  const bytes = csv(
    world,
    [
      ['Location', () => restaurant.name],
      ['Order #', (row) => row.order],
      ['Sent Date', (row) => fullMinute(row.sent)],
      ['Server', (row) => row.server],
      ['Table', (row) => row.table],
      ['Item Selection Id', (row) => row.id],
      ['Menu Item', (row) => row.item],
      ['Menu Group', (row) => row.group],
      ['Gross Price', (row) => hundredths(row.gross)],
      ['Discount', (row) => hundredths(row.discount)],
      ['Net Price', (row) => hundredths(row.gross - row.discount)],
      ['Qty', (row) => `${row.quantity}.0`],
      ['Void?', (row) => String(row.isVoid)],
    ],
    selectionsOf(world, restaurant, period),
  );
  return { name: `ItemSelectionDetails_${dashed(period.from)}_${dashed(period.to)}.csv`, bytes };
}

/** Each with the number of the selection that it was chosen for, not of its own. */
export function modifiersFile(world: World, restaurant: Restaurant, period: Period): ExportFile {
  const bytes = csv(
    world,
    [
      ['Location', () => restaurant.name],
      ['Order #', (row) => row.parent.order],
      ['Sent Date', (row) => fullMinute(row.parent.sent)],
      ['Server', (row) => row.parent.server],
      ['Table', (row) => row.parent.table],
      ['Item Selection Id', (row) => row.id],
      ['Modifier', (row) => row.name],
      ['Option Group Name', (row) => row.optionGroup],
      ['Parent Menu Selection Item ID', (row) => row.parent.id],
      ['Parent Menu Selection', (row) => row.parent.item],
      ['Gross Price', (row) => hundredths(row.gross)],
      ['Discount', () => hundredths(0)],
      ['Net Price', (row) => hundredths(row.gross)],
      ['Qty', (row) => `${row.quantity}.0`],
      ['Void?', (row) => String(row.parent.isVoid)],
    ],
    modifiersOf(world, restaurant, period),
  );
  return { name: `ItemModifierSelectionDetails_${dashed(period.from)}_${dashed(period.to)}.csv`, bytes };
}
