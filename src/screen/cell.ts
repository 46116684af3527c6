/** One cell of a spreadsheet or of a table in a file. Text of HTML and CSV files stays text, whatever it looks like. */
export type Cell = string | number | boolean | Date | null;

/** What a cell says, on one line, for comparing and for messages; empty for nothing. Dates are ISO. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  return String(cell).replace(/\s+/g, ' ').trim();
}

/** Whether a row of cells says nothing at all. */
export const isBlank = (row: Cell[]): boolean => row.every((cell) => cellText(cell) === '');
