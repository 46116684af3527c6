import type { Page } from 'playwright';
import { LayoutChanged } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { byColumn } from './columns.ts';
import type { Columns } from './columns.ts';
import { isAsked, wholeBy } from './reading.ts';
import { Report } from './report.page.ts';
import type { Filters } from './report.page.ts';

export interface ReportShape<Column extends string> {
  slug: string;
  title: string;
  columns: Columns<Column>;
  /** What a row is known by. */
  key: readonly NoInfer<Column>[];
  /** Columns that add up to the totals below them. */
  amounts: readonly NoInfer<Column>[];
  /** @throws LayoutChanged when a row cannot be one. */
  check?: (row: Record<NoInfer<Column>, string>) => void;
}

interface Read<Column extends string> {
  rows: Record<Column, string>[];
  totals: Record<Column, string> | undefined;
  stated: number | null;
  whole: Completeness;
}

/**
 * Runs a report and reads all of it: from the screen, from the export where rows are missing there, and property by property
 * where the app shows no more than so many. One that holds more than was asked for is read whole and narrowed down here,
 * which `isNarrowed` says.
 *
 * @throws LayoutChanged when a heading is missing, or one key has different rows.
 */
export async function readReport<Column extends string>(
  page: Page,
  shape: ReportShape<Column>,
  asked: Filters,
): Promise<Pick<Read<Column>, 'rows' | 'whole'> & { isNarrowed: boolean }> {
  let { isWider, ...read } = await run(page, shape, asked);
  let isNarrowed = isWider;
  if (!isWider && read.rows.some((row) => !isAsked(row, asked))) {
    // It says that it was filtered, and was not: then what it does without a filter is what can be relied on.
    isNarrowed = true;
    ({ isWider, ...read } = await run(page, shape, {
      ...asked,
      property: undefined,
      vendor: undefined,
      statuses: [],
    }));
  }
  const { rows, whole } = await inParts(page, shape, asked, read);
  return { rows: rows.filter((row) => isAsked(row, asked)), whole, isNarrowed };
}

async function run<Column extends string>(page: Page, shape: ReportShape<Column>, asked: Filters) {
  const report = await Report.open(page, shape.slug, shape.title);
  const { isWider } = await report.run(asked);
  const grid = await report.grid();
  const [totals] = grid.totals ? byColumn([grid.headings, grid.totals], shape.title, shape.columns) : [];
  const ofScreen = judged(shape, byColumn([grid.headings, ...grid.rows], shape.title, shape.columns), {
    totals,
    stated: grid.stated,
  });
  const isShort = grid.stated !== null && ofScreen.rows.length < grid.stated;
  if (!isShort) return { ...ofScreen, isWider };
  const ofFile = judged(shape, byColumn(await report.exported(), shape.title, shape.columns), ofScreen);
  return { ...(ofFile.rows.length > ofScreen.rows.length ? ofFile : ofScreen), isWider };
}

/** A report of all properties that shows too few rows, from those of each; its own count and totals are what they are held to. */
async function inParts<Column extends string>(
  page: Page,
  shape: ReportShape<Column>,
  asked: Filters,
  read: Read<Column>,
): Promise<Read<Column>> {
  const isShort = read.stated !== null && read.rows.length < read.stated;
  if (!isShort || asked.property !== undefined) return read;
  const form = await Report.open(page, shape.slug, shape.title);
  const parts: Record<Column, string>[] = [];
  for (const property of await form.properties()) {
    const part = await readReport(page, shape, { ...asked, property });
    // Then it is not the size of the whole that is the matter.
    if (!part.whole.proven) return read;
    parts.push(...part.rows);
  }
  const all = judged(shape, parts, read);
  return all.rows.length > read.rows.length ? all : read;
}

/** Each row once, and whether these are all. */
function judged<Column extends string>(
  shape: ReportShape<Column>,
  found: Record<Column, string>[],
  { totals, stated }: Pick<Read<Column>, 'totals' | 'stated'>,
): Read<Column> {
  const rows = new Map<string, Record<Column, string>>();
  for (const row of found) {
    shape.check?.(row);
    if (shape.key.some((column) => row[column] === ''))
      throw new LayoutChanged(`A row of ${shape.title} has no "${shape.key.join('" or no "')}".`);
    const key = shape.key.map((column) => row[column]).join(' | ');
    const before = rows.get(key);
    if (before && JSON.stringify(before) !== JSON.stringify(row))
      throw new LayoutChanged(`${shape.title} has "${key.slice(0, 60)}" twice, with different values.`);
    rows.set(key, row);
  }
  const all = [...rows.values()];
  const footings = shape.amounts.map((column) => ({
    amounts: all.map((row) => row[column]),
    total: totals?.[column],
  }));
  return { rows: all, totals, stated, whole: wholeBy({ read: all.length, stated }, footings) };
}
