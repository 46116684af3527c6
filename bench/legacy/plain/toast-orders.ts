import type { Page } from 'playwright';
import type { PlainScript } from '../plain.ts';
import { cells, orNull, text } from './screen.ts';
import { date, money, openOldReport, rowsOf, signIn, time } from './toast-screen.ts';

const criteriaOf = async (page: Page) => (await text(page, '.criteria')).split(' | ')[0];

async function exported(page: Page, name: string, args: Record<string, unknown>): Promise<string[][]> {
  await openOldReport(page, name, args);
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#export-csv')]);
  return rowsOf(file);
}

/** "11/06/2026 18:15" */
const sentAt = (shown = '') => shown.replace(/^(\d+)\/(\d+)\/(\d+) (.*)$/, '$3-$1-$2T$4:00');

/** From the column of the gross price on. */
const values = (row: string[]) => ({
  gross: row[0],
  discount: row[1],
  net: row[2],
  quantity: Number(row[3]),
  void: row[4] === 'true',
});

const listItemSelections: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  const items = await exported(page, 'selections', args);
  const restaurant = await criteriaOf(page);
  const modifiers = await exported(page, 'modifiers', args);
  return {
    restaurant,
    ...args,
    selections: items.map((row) => ({
      id: row[5],
      order: row[1],
      sent: sentAt(row[2]),
      server: row[3],
      table: orNull(row[4]),
      item: row[6],
      group: row[7],
      ...values(row.slice(8)),
      modifiers: modifiers
        .filter((one) => one[8] === row[5])
        .map((one) => ({ modifier: one[6], option_group: one[7], ...values(one.slice(10)) })),
    })),
  };
};

const listCashEntries: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await openOldReport(page, 'cash', args);
  const rows = await cells(page.locator('#cash-entries-table tr.row'));
  return {
    restaurant: await criteriaOf(page),
    ...args,
    entries: rows.map((row) => ({
      created: time(row[0]),
      date: date(row[1]),
      drawer: row[2],
      type: row[3],
      amount: money(row[7]),
      employee: row[6],
      reason: row[4],
      comment: row[5],
    })),
  };
};

export const plainToastOrders: Record<string, PlainScript> = {
  toast_list_item_selections: listItemSelections,
  toast_list_cash_entries: listCashEntries,
};
