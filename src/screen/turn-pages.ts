import { LayoutChanged } from '../errors.ts';

export interface PagerShape<Row> {
  /** What the error messages call it, e.g. "the list of work orders". */
  name: string;
  /** Reads the page that is shown. */
  read: () => Promise<Row[]>;
  /** Turns to the next page and answers true when it is there (see `redraw`), or false when this is the last. */
  next: () => Promise<boolean>;
  /** What a row is known by, where it has that: then no row may come twice. */
  key?: (row: Row) => string;
  /** More pages than this are taken for a pager that never ends. 1,000 when not given. */
  most?: number;
}

/**
 * Reads a list page after page to its end. Says how many pages there were; whether all rows came is for the app's own count
 * to say (`byCount`).
 *
 * @throws LayoutChanged when the app shows a page, or a row, a second time: then another is missing.
 */
export async function turnPages<Row>(shape: PagerShape<Row>): Promise<{ rows: Row[]; pages: number }> {
  const { name, read, next, key, most = 1_000 } = shape;
  const rows: Row[] = [];
  const keys = new Map<string, number>();
  const shown = new Map<string, number>();
  for (let page = 1; page <= most; page++) {
    const onPage = await read();
    const before = shown.get(JSON.stringify(onPage));
    if (before !== undefined) {
      throw new LayoutChanged(`The app shows page ${before} of ${name} once more as page ${page}.`);
    }
    shown.set(JSON.stringify(onPage), page);
    for (const row of onPage) {
      const known = key?.(row);
      if (known === undefined) continue;
      if (keys.has(known)) {
        throw new LayoutChanged(
          `"${known.slice(0, 40)}" comes twice in ${name}, on page ${keys.get(known)} and page ${page}.`,
          { hint: 'Call again; the list may have changed while it was read.' },
        );
      }
      keys.set(known, page);
    }
    rows.push(...onPage);
    if (!(await next())) return { rows, pages: page };
  }
  throw new LayoutChanged(`${name} has no last page, or more than ${most}.`);
}
