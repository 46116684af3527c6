import type { Page } from 'playwright';
import { byCount, InvalidInput, LayoutChanged, nearest, NotFound } from 'sidedoor-mcp';
import { openPage, stillIn } from '../restaurant.ts';
import { readReport } from './headings.ts';
import { count, textOf, whole } from './reading.ts';
import { arrive } from './sight.ts';

interface ItemList {
  /** Below the restaurants' admin address. */
  path: string;
  title: string;
  /** CSS id of the table. */
  table: string;
  /** Heading of the column that has the names. */
  heading?: string;
  /** What is looked for. */
  what?: string;
}

/**
 * Opens an item's own page; answers its name.
 *
 * @throws NotFound; InvalidInput when several items have that name.
 */
export async function openItem(page: Page, restaurant: string, wanted: string, list: ItemList) {
  const { name, link } = await findItem(page, restaurant, wanted, list);
  await openFound(page, restaurant, name, link);
  return name;
}

export async function openFound(page: Page, restaurant: string, name: string, link: string): Promise<void> {
  await page.goto(link);
  await arrive(page, name);
  await stillIn(page, restaurant);
}

/**
 * The name and the address of an item's own page, by a list that has all items of the restaurant.
 *
 * @throws NotFound; InvalidInput when several items have that name.
 */
async function findItem(page: Page, restaurant: string, wanted: string, list: ItemList) {
  const { heading = 'Item', what = 'menu item' } = list;
  await openPage(page, list.path, list.title, restaurant);
  const { rows } = await readReport(page, {
    name: `the list "${list.title}"`,
    headings: `#${list.table} thead th`,
    rows: `#${list.table} tr.row`,
    columns: { item: heading },
  });
  const stated = count(await textOf(page, '[data-testid="item-count"]'));
  whole(`The list "${list.title}"`, [byCount(rows.length, stated)]);
  if (rows.some(({ cells, links }) => cells.item === '' || !links.item))
    throw new LayoutChanged(
      `A row of the list "${list.title}" has no ${what} with a link under "${heading}".`,
    );
  const found = rows.filter(({ cells }) => cells.item.toLowerCase() === wanted.toLowerCase());
  const [row] = found;
  if (!row?.links.item) {
    const like = nearest(wanted, rows, ({ cells }) => cells.item).map(({ cells }) => `"${cells.item}"`);
    throw new NotFound(`${restaurant} has no ${what} "${wanted}".`, {
      hint: like.length > 0 ? `Perhaps ${like.join(' or ')}.` : `Look at the list "${list.title}".`,
    });
  }
  if (found.length > 1)
    throw new InvalidInput(`${found.length} of "${list.title}" are called "${wanted}".`, {
      hint: 'Ask the user to change it in Toast.',
    });
  return { name: row.cells.item, link: row.links.item };
}
