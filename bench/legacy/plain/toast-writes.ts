import type { Page } from 'playwright';
import type { PlainScript } from '../plain.ts';
import { cells, text } from './screen.ts';
import { count, money, signIn } from './toast-screen.ts';

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

export const plainToastWrites: Record<string, PlainScript> = {
  toast_change_item_price: changeItemPrice,
  toast_publish_menus: publishMenus,
};
