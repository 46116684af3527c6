import type { Page } from 'playwright';
import { AppUnavailable, LayoutChanged } from 'sidedoor-mcp';
import { assertStillInside } from './place.ts';
import { pause } from './pause.ts';

/** What is in the document of a virtualised grid: the rows in view, and what stands around them. */
interface View {
  headings: string[];
  rows: string[][];
  totals: string[] | null;
  /** "64 results". */
  stated: number | null;
  isAtEnd: boolean;
  rowHeight: number;
  height: number;
}

/** Cells as they read, in the order of the grid. */
export interface Grid extends Pick<View, 'headings' | 'totals' | 'stated'> {
  rows: string[][];
}

/** A report may take so long. Milliseconds. */
const reportLimit = 60_000;
/** A scroll is painted late, or not at all at the end. Milliseconds. */
const paintLimit = 2_500;

/** Waits until a report's grid is drawn. */
export async function waitForGrid(page: Page): Promise<void> {
  const drawn = page.locator('.ScrollbarLayout_face, .js-empty').first();
  const failed = page.locator('.js-report-error');
  const late = new AppUnavailable(`The report was not ready after ${reportLimit / 1000} seconds.`);
  const outcome = await Promise.race([
    drawn.waitFor({ state: 'attached', timeout: reportLimit }).then(
      () => 'drawn' as const,
      () => 'late' as const,
    ),
    failed.waitFor({ timeout: reportLimit + 5_000 }).then(
      () => 'failed' as const,
      () => 'late' as const,
    ),
  ]);
  if (outcome === 'drawn') return;
  await assertStillInside(
    page,
    outcome === 'late' ? late : new AppUnavailable('AppFolio could not load the report.'),
  );
}

/**
 * Reads a virtualised grid: only the rows in view are in the document, and the wheel is all that moves it (its scroll bar is
 * drawn), both vendor facts. A row is known by all its cells; one that the grid leaves out of every view is missing.
 */
export async function readGrid(page: Page): Promise<Grid> {
  const rows: string[][] = [];
  let view = await look(page);
  const isWhole = () => view.stated !== null && rows.length >= view.stated;
  join(rows, view.rows);
  const step = Math.max(1, Math.floor(view.height / view.rowHeight) - 2) * view.rowHeight;
  while (!view.isAtEnd && !isWhole()) {
    await scroll(page, step);
    view = await settled(page, view);
    join(rows, view.rows);
  }
  if (!isWhole()) {
    // The last scroll may be painted late.
    view = await settled(page, view);
    join(rows, view.rows);
  }
  return { headings: view.headings, rows, totals: view.totals, stated: view.stated };
}

/** Puts the rows of a view where they belong: a new one behind the row above it, or at the end where the view has no known row. */
function join(rows: string[][], view: string[][]): void {
  const places = rows.map((row) => JSON.stringify(row));
  const known = view.map((row) => places.indexOf(JSON.stringify(row)));
  const first = known.find((at) => at !== -1);
  let above = (first ?? rows.length) - 1;
  for (const row of view) {
    const at = places.indexOf(JSON.stringify(row));
    if (at === -1) {
      above += 1;
      places.splice(above, 0, JSON.stringify(row));
      rows.splice(above, 0, row);
    } else above = at;
  }
}

async function scroll(page: Page, by: number): Promise<void> {
  const box = await page.locator('.js-report-grid').boundingBox();
  if (!box) throw new LayoutChanged('The report has no grid.');
  await page.mouse.move(box.x + box.width / 2, box.y + 60);
  await page.mouse.wheel(0, by);
}

/** The view after a scroll: other rows than before, or the same when nothing comes. */
async function settled(page: Page, before: View): Promise<View> {
  const old = JSON.stringify(before.rows);
  const until = Date.now() + (before.isAtEnd ? paintLimit / 2 : paintLimit);
  for (;;) {
    const view = await look(page);
    if (JSON.stringify(view.rows) !== old || Date.now() > until) return view;
    await pause(40);
  }
}

/** Class names are those of the public fixed-data-table library. */
function look(page: Page): Promise<View> {
  return page.locator('.js-report-grid').evaluate((grid): View => {
    const cells = (row: Element) =>
      [...row.querySelectorAll('.public_fixedDataTableCell_main')].map((cell) => cell.textContent.trim());
    const all = [...grid.querySelectorAll('.fixedDataTableRowLayout_main')];
    const header = all.find((row) => row.classList.contains('public_fixedDataTable_header'));
    const footer = all.find((row) => row.classList.contains('public_fixedDataTable_footer'));
    const body = grid.querySelector('.fixedDataTableLayout_rowsContainer');
    const face = grid.querySelector('.ScrollbarLayout_face')?.getBoundingClientRect();
    const track = grid.querySelector('.ScrollbarLayout_main')?.getBoundingClientRect();
    const rows = all.filter((row) => row !== header && row !== footer);
    const stated = /^([\d,]+) results?$/.exec(
      document.querySelector('.js-result-count')?.textContent.trim() ?? '',
    );
    return {
      headings: header ? cells(header) : [],
      rows: rows.map(cells),
      totals: footer ? cells(footer) : null,
      stated: stated?.[1] === undefined ? null : Number(stated[1].replaceAll(',', '')),
      isAtEnd: !face || !track || face.bottom >= track.bottom - 1.5,
      rowHeight: rows[0]?.getBoundingClientRect().height ?? 34,
      height: body?.getBoundingClientRect().height ?? 0,
    };
  });
}
