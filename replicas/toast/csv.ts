import { strToU8 } from 'fflate';
import { headingsOf } from './headings.ts';
import type { World } from './world.ts';

type Column<Row> = [heading: string, cell: (row: Row) => string | number];

/** Comma-separated, Latin-1 without saying so, 50,000 rows at most: with whatever is switched wrong. */
export function csv<Row>({ switches }: World, columns: Column<Row>[], rows: Row[]): Uint8Array {
  const shown = (switches.truncateRows ? rows.slice(0, -1) : rows).slice(0, switches.exportRowCap);
  const headings = headingsOf(
    columns.map(([heading]) => heading),
    switches,
  );
  const lines = shown.map((row) => {
    const cells = columns.map(([, cell]) => String(cell(row)));
    return switches.shiftColumn ? ['', ...cells.slice(0, -1)] : cells;
  });
  const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const text = [headings, ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
  return switches.utf8Export ? strToU8(`\u{FEFF}${text}`) : Buffer.from(text, 'latin1');
}
