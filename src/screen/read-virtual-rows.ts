import { setTimeout } from 'node:timers/promises';
import type { Locator } from 'playwright';
import { LayoutChanged } from '../errors.ts';
import { joinWindow } from './join-window.ts';
import type { Entry } from './join-window.ts';

interface GridShape {
  /** What the error messages call it, e.g. "the job board". */
  name: string;
  /** CSS selector of the rows, within the scroller. */
  row: string;
  /** CSS selector of what the grid shows while it loads; nothing is read until that is gone. */
  loading?: string;
  /** How long the end of the grid has to bring nothing new before it is the end. Milliseconds; 1,500 when not given. */
  patience?: number;
}

export interface CellsShape<Column extends string> extends GridShape {
  /**
   * Our name for a column → where in the row it stands: a CSS selector, an attribute of the row ("@data-id"), or of
   * something in it ("img@alt").
   */
  cells: Record<Column, string>;
  /** The column that a row is known by. */
  key: NoInfer<Column>;
}

export interface RowsShape<Row> extends GridShape {
  /** Runs in the page: reads the rows that are there, in their order. Knows nothing but its argument. */
  read: (rows: Element[]) => Row[];
  /** What a row is known by. */
  key: (row: Row) => string;
}

export interface VirtualRows<Row> {
  /** In the order of the grid. */
  rows: Row[];
  /** How many; for `byCount` with the number that the app shows. */
  count: number;
}

/** Milliseconds. */
const patience = 1_500;
/** Milliseconds between two looks at a grid, which stands still when both see the same. */
const glance = 60;
/** So often a grid is looked at before it is taken for one that never stands still. */
const looks = 300;

/**
 * Reads a grid that has only those rows in the page that can be seen: scrolls from its top to its end, a part of what can be
 * seen at a time, and joins what it sees by the rows that were seen before. `scroller` is what scrolls.
 *
 * @throws LayoutChanged when one key stands for two rows, when a row changes or moves while the grid is read, or when rows may
 * have been passed over, because no step leaves a row of before in sight.
 */
export async function readVirtualRows<Column extends string>(
  scroller: Locator,
  shape: CellsShape<Column>,
): Promise<VirtualRows<Record<Column, string>>>;
export async function readVirtualRows<Row>(
  scroller: Locator,
  shape: RowsShape<Row>,
): Promise<VirtualRows<Row>>;
export async function readVirtualRows(
  scroller: Locator,
  shape: CellsShape<string> | RowsShape<unknown>,
): Promise<VirtualRows<unknown>> {
  const { name } = shape;
  await scroller.evaluate((element) => element.scrollTo({ top: 0, behavior: 'instant' }));
  let rows = joinWindow([], await settled(scroller, shape, false), name) ?? [];
  const look = async () => joinWindow(rows, await settled(scroller, shape, rows.length > 0), name);
  for (;;) {
    const from = await place(scroller);
    let joined: Entry[] | undefined;
    for (const share of steps) {
      await scrollTo(scroller, from, share);
      joined = await look();
      if (joined) break;
    }
    const now = await place(scroller);
    const isFurther = now.at > from.at || now.height > from.height || (joined?.length ?? 0) > rows.length;
    if (!joined || (!isFurther && !now.isEnd)) {
      throw new LayoutChanged(`Rows of ${name} may have been passed over in scrolling.`);
    }
    rows = joined;
    if (isFurther) continue;
    const until = Date.now() + (shape.patience ?? patience);
    let isMore = false;
    while (!isMore && Date.now() < until) {
      const late = await look();
      isMore = (late?.length ?? 0) > rows.length || (await place(scroller)).height > now.height;
    }
    if (!isMore) return { rows: rows.map(({ row }) => row), count: rows.length };
  }
}

/**
 * How far to scroll, in heights of what can be seen: less when nothing of before is left in sight, and back when the
 * grid had not drawn yet what was looked at.
 */
const steps = [0.8, 0.4, 0.1, 0.02, -0.3, -0.6, -1, -1.5, -2, -3];

interface Place {
  at: number;
  height: number;
  isEnd: boolean;
}

const place = (scroller: Locator): Promise<Place> =>
  scroller.evaluate(({ scrollTop, scrollHeight, clientHeight }) => ({
    at: scrollTop,
    height: scrollHeight,
    isEnd: scrollTop + clientHeight >= scrollHeight - 1,
  }));

const scrollTo = (scroller: Locator, { at }: Place, share: number) =>
  scroller.evaluate(
    (element, { at, share }) => {
      const by = element.clientHeight * share;
      element.scrollTo({ top: at + (by > 0 ? Math.ceil(by) : Math.floor(by)), behavior: 'instant' });
    },
    { at, share },
  );

/** What is mounted, once two looks at it see the same, nothing is loading, and it is what ought to be in sight. */
async function settled(
  scroller: Locator,
  shape: CellsShape<string> | RowsShape<unknown>,
  hasRows: boolean,
): Promise<Entry[]> {
  let before: string | undefined;
  const until = Date.now() + (shape.patience ?? patience);
  for (let look = 0; look < looks; look++) {
    // Grids draw in the frame after the scroll.
    await scroller.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    const isLoading = shape.loading !== undefined && (await scroller.locator(shape.loading).count()) > 0;
    const entries = isLoading ? undefined : await seen(scroller, shape);
    const now = entries && JSON.stringify(entries);
    if (entries && now === before) {
      // Some grids draw late, and are blank or show what was there before.
      if (!hasRows || (entries.length > 0 && (await isInSight(scroller, shape.row)))) return entries;
      if (entries.length > 0 && Date.now() > until) return entries;
    }
    before = now;
    await setTimeout(glance);
  }
  throw new LayoutChanged(`${shape.name} does not come to rest.`);
}

/** Whether one of the rows stands where it can be seen. */
const isInSight = (scroller: Locator, row: string) =>
  scroller.evaluate((element, row) => {
    const isPage = element === document.scrollingElement;
    const top = isPage ? 0 : element.getBoundingClientRect().top;
    return [...element.querySelectorAll(row)].some((each) => {
      const box = each.getBoundingClientRect();
      return box.bottom > top && box.top < top + element.clientHeight;
    });
  }, row);

async function seen(scroller: Locator, shape: CellsShape<string> | RowsShape<unknown>): Promise<Entry[]> {
  const elements = scroller.locator(shape.row);
  if ('read' in shape) {
    const rows = await elements.evaluateAll(shape.read as (rows: (Element | SVGElement)[]) => unknown[]);
    return rows.map((row) => ({ key: shape.key(row), row }));
  }
  const { cells, missing } = await elements.evaluateAll(readCells, shape.cells);
  if (missing !== null) throw new LayoutChanged(`A row of ${shape.name} has no "${missing}".`);
  return cells.map((row) => ({ key: row[shape.key] ?? '', row }));
}

/** Runs in the page. */
function readCells(rows: Element[], places: Record<string, string>) {
  let missing: string | null = null;
  const cells = rows.map((row) => {
    const read = Object.entries(places).map(([column, where]) => {
      const [selector = '', attribute] = where.split(/@(?=[\w-]+$)/);
      const element = selector === '' ? row : row.querySelector(selector);
      const text = attribute === undefined ? element?.textContent : element?.getAttribute(attribute);
      if (text === null || text === undefined) missing = where;
      return [column, (text ?? '').replace(/\s+/g, ' ').trim()];
    });
    return Object.fromEntries(read) as Record<string, string>;
  });
  return { cells, missing: missing as string | null };
}
