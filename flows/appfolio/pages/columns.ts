import { cellText, findTable, LayoutChanged } from 'sidedoor-mcp';
import type { Cell } from 'sidedoor-mcp';

/** Our name for a column → the headings that it has been seen under; where several stand there, the first one is meant. */
export type Columns<Column extends string> = Record<Column, string | readonly string[]>;

/**
 * Rows by our names of their columns. Whatever stands above the headings is passed over.
 *
 * @throws LayoutChanged when a heading is missing, or something follows below the rows.
 */
export function byColumn<Column extends string>(
  sheet: Cell[][],
  name: string,
  columns: Columns<Column>,
): Record<Column, string>[] {
  const seen = new Set(sheet.flat().map(plain));
  const entries = (Object.entries(columns) as [Column, string | readonly string[]][]).map(
    ([column, names]) => {
      const all = typeof names === 'string' ? [names] : names;
      return [column, all.find((heading) => seen.has(plain(heading))) ?? all[0] ?? ''] as const;
    },
  );
  const picked = Object.fromEntries(entries) as Record<Column, string>;
  const { rows, below } = findTable(sheet, { name, columns: picked });
  if (below.length > 0) throw new LayoutChanged(`Something else follows below the rows of ${name}.`);
  return rows.map((row) => {
    const cells = entries.map(([column]) => [column, textOf(row[column])]);
    return Object.fromEntries(cells) as Record<Column, string>;
  });
}

/** Line breaks within a cell stay. */
const textOf = (cell: Cell) => (typeof cell === 'string' ? cell.trim() : cellText(cell));

const plain = (cell: Cell) => cellText(cell).toLowerCase();
