import CliTable from 'cli-table3';
import { print } from './print.ts';
import { plain, style } from './style.ts';

export type Cell = string | number | boolean | null | undefined;

export interface TableData {
  columns: string[];
  rows: Cell[][];
}

/** Two spaces between columns, no lines: the eye follows the columns, not the ink. */
const chars = Object.fromEntries(
  ['top', 'bottom', 'left', 'mid', 'right']
    .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`])
    .map((name) => [name, '']),
);
const gap = '  ';

/** A column is never cut to less than this, or than its heading. Characters. */
const narrowest = 8;

/** On a terminal a table cut to its width, on a pipe tab-separated lines under the same headings. */
export function printTable(data: TableData): void {
  const { isTTY, columns: width } = process.stdout;
  if (isTTY) for (const line of renderTable(data, width || 80)) print(line);
  else for (const line of tabSeparated(data)) print(line);
}

export function tabSeparated({ columns, rows }: TableData): string[] {
  return [columns, ...rows].map((row) => row.map((cell) => plain(String(cell ?? ''))).join('\t'));
}

/** Lines no longer than `width`. Columns that find no room at all are left out, and the last line says so. */
export function renderTable({ columns, rows }: TableData, width: number): string[] {
  const cells = rows.map((row) => row.map(toText));
  const isNumeric = columns.map(
    (_, index) => cells.some((row) => row[index]) && cells.every((row) => isNumber(row[index] ?? '')),
  );
  const draw = (shown: number, widths?: number[]): string[] => {
    const table = new CliTable({
      chars: { ...chars, middle: gap },
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
      colAligns: isNumeric.slice(0, shown).map((numeric) => (numeric ? 'right' : 'left')),
      ...(widths && { colWidths: widths }),
    });
    table.push(columns.slice(0, shown).map((name) => style('bold', heading(name))));
    for (const row of cells) table.push(row.slice(0, shown));
    return table
      .toString()
      .split('\n')
      .map((line) => line.trimEnd());
  };
  const natural = columns.map((name, index) =>
    Math.max(heading(name).length, ...cells.map((row) => (row[index] ?? '').length)),
  );
  const least = columns.map((name, index) =>
    Math.min(natural[index]!, Math.max(narrowest, heading(name).length)),
  );
  let shown = columns.length;
  while (shown > 1 && total(least.slice(0, shown)) > width) shown -= 1;
  const lines = draw(shown, fitted(natural.slice(0, shown), least.slice(0, shown), width));
  if (shown < columns.length) {
    const left = columns.slice(shown).map(heading).join(', ');
    lines.push(style('dim', plain(`(no room for: ${left}; --json shows all)`)));
  }
  return lines;
}

const total = (widths: number[]) =>
  widths.reduce((sum, each) => sum + each, 0) + gap.length * (widths.length - 1);

/** The widest columns give way first. Undefined when nothing has to. */
function fitted(natural: number[], least: number[], width: number): number[] | undefined {
  if (total(natural) <= width) return undefined;
  const widths = [...natural];
  while (total(widths) > width) {
    const room = widths.map((each, index) => each - least[index]!);
    const widest = widths.indexOf(Math.max(...widths.filter((_, index) => room[index]! > 0)));
    if (widest === -1) break;
    widths[widest]! -= 1;
  }
  return widths;
}

/** A field's name as a heading: "opened_on" reads "opened on". */
export function heading(name: string): string {
  return plain(name.replaceAll('_', ' '));
}

function toText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return plain(String(cell));
}

/** What is a number or nothing; "007" is a name made of digits. */
function isNumber(text: string): boolean {
  return text === '' || /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text);
}
