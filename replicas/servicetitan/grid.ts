import type { Switches } from './switches.ts';

export interface Cell {
  text: string;
  /** Route of the record that it names. */
  to?: string;
}

/** One page of a list, as its endpoint sends it. */
export interface GridPage {
  columns: string[];
  rows: (string | Cell)[][];
  totals: string[] | null;
  /** Of all pages. */
  total: number;
  page: number;
  pages: number;
  size: number;
}

export interface GridRequest {
  page: number;
  size: number;
}

const pageSizes = [50, 100, 250];

/** Cuts a page out of a list, with whatever is switched wrong. */
export function gridOf(
  columns: string[],
  all: (string | Cell)[][],
  wanted: GridRequest,
  switches: Switches,
  totals: string[] | null = null,
): GridPage {
  const size = pageSizes.includes(wanted.size) && !switches.ignorePageSize ? wanted.size : 50;
  const real = Math.max(1, Math.ceil(all.length / size));
  const pages = switches.dropLastPage && real > 1 ? real - 1 : real;
  const page = Math.min(Math.max(1, wanted.page), pages);
  const shown = switches.repeatPage && page === 2 ? 1 : page;
  let rows = all.slice((shown - 1) * size, shown * size);
  if (switches.truncateRows) rows = rows.slice(0, -1);
  if (switches.shiftColumn) rows = rows.map((row) => ['', ...row.slice(0, -1)]);
  const headings = columns.map((name, at) => (switches.renameHeading && at === 1 ? `${name} Ref` : name));
  return { columns: headings, rows, totals, total: all.length, page, pages, size };
}
