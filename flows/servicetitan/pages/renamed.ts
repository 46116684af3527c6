import { LayoutChanged } from 'sidedoor-mcp';

/** By column: what another screen of the app shows for a row. */
export type Elsewhere<Column extends string> = Partial<
  Record<Column, (row: Record<Column, string>) => Promise<string>>
>;

interface Followed<Column extends string> {
  columns: Record<Column, string>;
  /** The column that has another heading now, and how to tell whether it is the same one. */
  renamed?: {
    column: Column;
    heading: string;
    shownElsewhere: (row: Record<Column, string>) => Promise<string>;
  };
}

/**
 * Takes the one heading that nobody knows for the one that is missing, if another screen can tell whether that is right:
 * see `confirm`. Two of them, or one column more or less, are for `readTable` to complain about.
 */
export function follow<Column extends string>(
  columns: Record<Column, string>,
  headings: string[],
  elsewhere: Elsewhere<Column>,
): Followed<Column> {
  const wanted = Object.entries(columns) as [Column, string][];
  const missing = wanted.filter(([, heading]) => !headings.includes(heading)).map(([column]) => column);
  const strangers = headings.filter((heading) => !wanted.some(([, known]) => known === heading));
  const [[column], [heading]] = [missing, strangers];
  const isOne = missing.length === 1 && strangers.length === 1 && headings.length === wanted.length;
  const shownElsewhere = column && elsewhere[column];
  if (!isOne || !column || heading === undefined || !shownElsewhere) return { columns };
  return { columns: { ...columns, [column]: heading }, renamed: { column, heading, shownElsewhere } };
}

/** So many rows are looked up, each with another value. */
const samples = 3;

/**
 * Leaves the screen that was read.
 *
 * @throws LayoutChanged unless the app shows the same elsewhere for some of the rows.
 */
export async function confirm<Column extends string>(
  { renamed }: Followed<Column>,
  rows: Record<Column, string>[],
  list: string,
): Promise<void> {
  if (!renamed) return;
  const { column, heading, shownElsewhere } = renamed;
  const distinct = [...new Map(rows.map((row) => [row[column], row])).values()];
  for (const row of distinct.slice(0, samples)) {
    const shown = await shownElsewhere(row);
    if (shown !== row[column])
      throw new LayoutChanged(
        `The list "${list}" has an unknown column "${heading}": it shows "${row[column]}" where another screen shows "${shown}".`,
      );
  }
}
