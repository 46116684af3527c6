import type { Page } from 'playwright';
import { readCsv, readTable } from 'sidedoor-mcp';
import type { Csv, Table, TableShape } from 'sidedoor-mcp';

/** What Toast's reports and exports call the same column elsewhere (vendor facts), in lower case. */
const otherNames: Record<string, readonly string[]> = {
  items: ['item count'],
  orders: ['order count'],
  'payment type': ['type'],
  'qty sold': ['qty', 'item qty'],
  item: ['menu item'],
  'job title': ['job'],
  'hourly rate': ['wage'],
  'declared cash tips': ['cash tips declared'],
  'non-cash tips': ['non cash tips'],
  'deposit date': ['date'],
  '# of visits': ['visits'],
  discount: ['discnt'],
};

/** The columns by the headings that are there; one that is there under no known name stays, to be missed by its first. */
function asShown<Column extends string>(
  columns: Record<Column, string>,
  shown: string[],
): Record<Column, string> {
  const there = new Set(shown.map((heading) => heading.trim().toLowerCase()));
  const entries = (Object.entries(columns) as [Column, string][]).map(([column, heading]) => {
    const name = heading.toLowerCase();
    const other = there.has(name) ? undefined : otherNames[name]?.find((one) => there.has(one));
    return [column, other ?? heading];
  });
  return Object.fromEntries(entries) as Record<Column, string>;
}

/** As the engine's `readTable`, with every name that Toast has for a column. */
export async function readReport<Column extends string>(
  page: Page,
  shape: TableShape<Column>,
): Promise<Table<Column>> {
  const shown = await page.locator(shape.headings).allTextContents();
  return readTable(page, { ...shape, columns: asShown(shape.columns, shown) });
}

/** As the engine's `readCsv`, with every name that Toast has for a column. An export begins with its headings. */
export function readExport<Column extends string>(
  bytes: Uint8Array,
  shape: { name: string; columns: Record<Column, string> },
): Csv<Column> {
  const [first = ''] = new TextDecoder()
    .decode(bytes)
    .replace(/^\u{FEFF}/u, '')
    .split(/\r?\n/, 1);
  const shown = first.split(',').map((heading) => heading.replace(/^"(.*)"$/, '$1'));
  return readCsv(bytes, { ...shape, columns: asShown(shape.columns, shown) });
}
