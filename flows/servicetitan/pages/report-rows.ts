import type { Page } from 'playwright';
import { amount, byAll, byCount, byFooting, download, LayoutChanged, readCsv } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { Grid } from './grid.ts';

export type Row = Record<string, string>;

export interface ReportRows {
  rows: Row[];
  totals: Row | undefined;
  whole: Completeness;
}

interface Version extends ReportRows {
  columns: string[];
}

/** Reports are long: a second and third look at the screen is left to the exported file. */
const once = [250];

/**
 * What a report that has been run says, by the screen and by its exported file. Each must have as many rows as the app
 * states, and add up to its totals. A screen that does not is passed over for a file that does.
 *
 * @throws LayoutChanged when each proves itself, and they differ.
 */
export async function readReport(page: Page): Promise<ReportRows> {
  const { stated, ...screen } = await onScreen(page);
  const file = await exported(page, stated);
  if (!file?.whole.proven) assertBegun(screen);
  if (!file) return screen;
  if (file.whole.proven && !screen.whole.proven) {
    const because = `the exported file: ${file.whole.because}; the screen is not whole: ${screen.whole.because}`;
    return { ...file, whole: { proven: true, because } };
  }
  if (file.whole.proven && cellsOf(file) !== cellsOf(screen))
    throw new LayoutChanged('The exported report says something else than the screen.');
  return { ...(file.whole.proven ? file : screen), whole: byAll(screen.whole, file.whole) };
}

async function onScreen(page: Page): Promise<Version & { stated: number }> {
  const columns = await new Grid(page, 'report', {}).headings();
  if (columns.length === 0 || new Set(columns).size < columns.length)
    throw new LayoutChanged(`The report has the headings ${columns.join(', ')}.`);
  const grid = new Grid<string>(page, 'report', Object.fromEntries(columns.map((name) => [name, name])));
  const { rows, totals, whole, stated } = await grid.readAll((row) => JSON.stringify(row), once);
  return { columns, rows, totals, stated, whole: byAll(whole, ...footings(columns, rows, totals)) };
}

/** Undefined where only the long-running export is left. */
async function exported(page: Page, stated: number): Promise<Version | undefined> {
  await page.locator('.Trigger.export').click();
  const entry = page.locator('.Popper').getByText('Export to CSV', { exact: true });
  const saving = download(page.mainFrame(), () => entry.click());
  const refusal = page.locator('.Toast.error').waitFor();
  for (const promise of [saving, refusal]) promise.catch(() => undefined);
  const file = await Promise.race([saving, refusal.then((): false => false)]);
  if (!file) return undefined;
  const [headings = ''] = new TextDecoder().decode(file.bytes).split(/\r?\n/);
  const columns = headings.split(',').map((heading) => heading.trim());
  const shape = {
    name: 'the exported report',
    columns: Object.fromEntries(columns.map((name) => [name, name])),
  };
  const lines = readCsv(file.bytes, shape).rows;
  const isTotal = (row: Row) => row[columns[0] ?? ''] === 'Total';
  const rows = lines.filter((row) => !isTotal(row));
  const totals = lines.find(isTotal);
  const whole = byAll(byCount(rows.length, stated), ...footings(columns, rows, totals));
  return { columns, rows, totals, whole };
}

/** Whatever the columns are called, and in whatever order the rows stand. */
function cellsOf({ columns, rows, totals }: Version): string {
  const all = [...rows, ...(totals ? [totals] : [])];
  return all
    .map((row) => JSON.stringify(columns.map((name) => row[name])))
    .toSorted()
    .join();
}

/** @throws LayoutChanged for rows that begin with nothing: their cells stand under other headings. */
function assertBegun({ columns: [first = ''], rows }: Version): void {
  if (rows.some((row) => row[first] === ''))
    throw new LayoutChanged(`The report has rows without a "${first}".`);
}

/** Each column whose total is a plain number must add up to it; the total of a rate adds up to nothing. */
function footings(names: string[], rows: Row[], totals: Row | undefined): Completeness[] {
  const [first = '', ...others] = names;
  if (!totals || totals[first] !== 'Total') throw new LayoutChanged('The report has no row of totals.');
  return others
    .filter((name) => totals[name] !== '' && !totals[name]?.endsWith('%') && totals[name] !== '—')
    .map((name) => {
      const cells = rows.map((row) => row[name] ?? '').filter((text) => text !== '—');
      if (!cells.every((text) => /^[($-]*[\d,.]+\)?$/.test(text)))
        return no(`"${name}" has cells that are no numbers`);
      const footing = byFooting(cells.map(amount), totals[name] ?? '');
      return { ...footing, because: `${name}: ${footing.because}` };
    });
}

const no = (because: string): Completeness => ({ proven: false, because });
