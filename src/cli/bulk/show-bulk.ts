import type { BulkView } from '../../bulk/bulk-view.ts';
import type { BulkRow } from '../../bulk/bulk-book.ts';
import { totalsOf } from '../../bulk/totals.ts';
import { note, print } from '../terminal/print.ts';
import { plain, style } from '../terminal/style.ts';
import { printTable } from '../terminal/table.ts';
import type { Cell } from '../terminal/table.ts';

/** So many rows are shown before the question; the file has all. */
const shownRows = 20;

export function toBulkJson({
  id,
  tool,
  account,
  purpose,
  state,
  reason,
  rows,
  counts,
  resultFile,
}: BulkView) {
  return {
    bulk_id: id,
    tool,
    account,
    purpose,
    state,
    reason,
    rows: rows.length,
    counts: Object.fromEntries(
      Object.entries(counts).map(([name, count]) => [name.replaceAll(' ', '_'), count]),
    ),
    result_file: resultFile,
    not_written: rows
      .filter((row) => !isGood(row))
      .map(({ line, state: rowState, runId, message }) => {
        return { line, state: rowState, run_id: runId, message };
      }),
  };
}

/** What became of it: how many rows, and which of them want somebody. */
export function showBulk({ rows, counts, resultFile, reason, id }: BulkView): void {
  const trouble = rows.filter((row) => !isGood(row) && row.state !== 'not tried');
  if (trouble.length > 0 && process.stdout.isTTY) {
    printTable({
      columns: ['line', 'state', 'run', 'message'],
      rows: trouble
        .slice(0, shownRows)
        .map(({ line, state, runId, message }) => [line, state, runId, message]),
    });
    if (trouble.length > shownRows) print(style('dim', `… and ${trouble.length - shownRows} more`));
    print();
  }
  for (const [state, count] of Object.entries(counts)) if (count > 0) print(`${state}\t${count}`);
  print(`result\t${resultFile}`);
  if (reason !== null)
    note(`${style('yellow', 'Stopped', process.stderr)}: ${plain(reason, { lines: true })}`);
  if (counts['not tried'] > 0) note('The same command goes on where it stopped; nothing is written twice.');
  else note(style('dim', id, process.stderr));
}

/** The rows as they were understood, and what they come to. */
export function showRows(rows: BulkRow[]): void {
  const columns = [...new Set(rows.flatMap(({ args }) => Object.keys(args)))];
  printTable({
    columns: ['line', ...columns],
    rows: rows
      .slice(0, shownRows)
      .map(({ line, args }) => [line, ...columns.map((name) => toCell(args[name]))]),
  });
  if (rows.length > shownRows) print(style('dim', `… and ${rows.length - shownRows} more`));
  for (const [name, total] of Object.entries(totalsOf(rows.map(({ args }) => args)))) {
    print(`${style('bold', `total ${name}`)}\t${total}`);
  }
}

const isGood = ({ state }: BulkRow) => ['written', 'already written', 'previewed'].includes(state);

const toCell = (value: unknown): Cell =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Cell);
