import type { Page } from 'playwright';
import { LayoutChanged, nearest } from 'sidedoor-mcp';
import { Grid } from './grid.ts';
import { fits } from './reading.ts';
import { openRoute } from './screen.ts';

interface Sought {
  /** Where its page is; undefined when the pricebook has no such item. */
  route?: string;
  /** Codes that look like it. */
  like: string[];
}

/**
 * Looks an item up in the pricebook. A search that leaves out what it found hides nothing: the whole list may show it.
 *
 * @throws LayoutChanged when neither says whether there is one.
 */
export async function lookUp(page: Page, code: string): Promise<Sought> {
  const grid = new Grid(page, 'pricebook', { code: 'Code' });
  await openRoute(page, `/new/pricebook?q=${encodeURIComponent(code)}`, 'Pricebook');
  const found = await grid.routeOf(code);
  if (found !== undefined) return { route: found, like: [] };
  const { rows, whole } = await grid.readAll((row) => row.code);
  const codes = rows.map((row) => fits(/^\S+$/, row.code, 'code'));
  if (whole.proven) return { like: nearest(code, codes, (one) => one) };
  await openRoute(page, '/new/pricebook', 'Pricebook');
  const route = await grid.routeOf(code);
  if (route === undefined)
    throw new LayoutChanged(`The pricebook does not show "${code}", and its search is not whole.`);
  return { route, like: [] };
}

/** What is said of an item that is not there, with the hint. */
export const noItem = (code: string, like: string[]) =>
  [
    `The pricebook has no item "${code}".`,
    like.length > 0 ? { hint: `It has ${like.join(', ')}.` } : {},
  ] as const;
