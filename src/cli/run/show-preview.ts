import type { Preview } from '../../write/order.ts';
import { print } from '../terminal/print.ts';
import { plain, style } from '../terminal/style.ts';
import { heading, printTable } from '../terminal/table.ts';
import type { Cell } from '../terminal/table.ts';

/** What a write would do: the values that the filled-in form shows, its warnings, the request that would leave. */
export function showPreview({ preview, warnings, request }: Preview): void {
  const { isTTY } = process.stdout;
  printTable({
    columns: ['field', 'value'],
    rows: Object.entries(preview).map(([name, value]) => [isTTY ? heading(name) : name, toCell(value)]),
  });
  for (const text of warnings) print(`${style('yellow', 'Warning')}: ${plain(text)}`);
  print(style('dim', `${request.method} ${plain(request.address)}`));
}

const toCell = (value: unknown): Cell =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Cell);
