import type { Page } from 'playwright';
import type { PlainScript } from '../plain.ts';
import { cells, text } from './screen.ts';
import { count, date, money, openOldReport, signIn, time } from './toast-screen.ts';

const restaurantOf = (page: Page) => text(page, '#switch-toggle');

const changeItemPrice: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await page.goto('restaurants/admin/menus');
  await page.click(`#menu-items a:text-is("${String(args['item'])}")`);
  await page.fill('#price', String(args['price']));
  await page.click('#save-item');
  await page.getByText('Publish to make it live').waitFor();
  return {
    restaurant: await restaurantOf(page),
    item: await text(page, '#item-name'),
    group: await text(page, '#item-group'),
    price: await page.inputValue('#price'),
    published_price: money(await text(page, '#published-price')),
    unpublished_changes: count(await text(page, '#unpublished-count')),
    last_edited: await text(page, '#last-edited'),
  };
};

const publishMenus: PlainScript = async (page, user, args) => {
  const wanted = args['changes'] as { item: string; price: string }[];
  await signIn(page, user);
  await page.goto('restaurants/admin/publish');
  const waiting = await cells(page.locator('#unpublished-changes tr.row'));
  if (waiting.length !== wanted.length) throw new Error('something else waits');
  await page.click('#publish-now');
  await page.locator('#save-says', { hasText: 'Published.' }).waitFor();
  const rows = await cells(page.locator('#last-changes tr.row'));
  return {
    restaurant: await restaurantOf(page),
    published: await text(page, '#last-publish'),
    changes: rows.map((row) => ({
      item: row[0],
      from: money(row[2]),
      to: money(row[3]),
      saved_by: row[4],
      expected: wanted.some(({ item }) => item === row[0]),
    })),
    warning: null,
  };
};

const changeItemStock: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await page.goto('restaurants/admin/menus/inventory');
  await page.click(`#inventory a:text-is("${String(args['item'])}")`);
  await page.selectOption('#status', args['in_stock'] ? 'in' : 'out');
  await page.click('#save-item');
  await page.locator('#save-says', { hasText: 'Saved.' }).waitFor();
  return {
    restaurant: await restaurantOf(page),
    item: await text(page, '#item-name'),
    group: await text(page, '#item-group'),
    in_stock: (await page.inputValue('#status')) === 'in',
    last_changed: await text(page, '#last-changed'),
  };
};

const changeTimeEntry: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await openOldReport(page, 'labor', { from: args['date'], to: args['date'] });
  await page.click(`#time-entries-table a:text-is("${String(args['employee'])}")`);
  await page.fill('#cashTips', String(args['cash_tips']));
  await page.click('#save-entry');
  await page.locator('#save-says', { hasText: 'Saved.' }).waitFor();
  return {
    restaurant: await text(page, '#legacy-restaurant'),
    number: await text(page, '#entry-number'),
    employee: await text(page, '#entry-employee'),
    job: await text(page, '#entry-job'),
    date: date(await text(page, '#entry-date')),
    in: time(await page.inputValue('#inDate')),
    out: time(await page.inputValue('#outDate')),
    cash_tips: await page.inputValue('#cashTips'),
    regular_hours: await text(page, '#entry-regular'),
    overtime_hours: await text(page, '#entry-overtime'),
    pay: money(await text(page, '#entry-pay')),
    edits: count(await text(page, '#audit-count')),
  };
};

export const plainToastWrites: Record<string, PlainScript> = {
  toast_change_item_price: changeItemPrice,
  toast_change_item_stock: changeItemStock,
  toast_change_time_entry: changeTimeEntry,
  toast_publish_menus: publishMenus,
};
