import { z } from 'zod';
import type { FlowDefinition } from '../../flow/define-flow.ts';
import type { RunReport } from '../../runs.ts';
import type { Completeness } from '../../screen/completeness.ts';
import { note, print } from '../terminal/print.ts';
import { plain, style } from '../terminal/style.ts';
import { heading, printTable } from '../terminal/table.ts';
import type { Cell } from '../terminal/table.ts';
import { duration } from '../terminal/times.ts';

type Item = Record<string, unknown>;

/**
 * Shows what a flow answered. On a terminal: fields, tables, whether it is whole. On a pipe stdout holds the lists alone,
 * or the fields where there is no list, so that `cut` and `awk` work; the rest goes to stderr.
 */
export function printResult(report: RunReport, flow: FlowDefinition): void {
  const output = report.output as Item;
  const lists = Object.entries(output).filter((entry): entry is [string, Item[]] => isList(entry, flow));
  const whole = Object.values(output).find(isCompleteness);
  const fields = Object.entries(output).filter(
    ([name, value]) => value !== whole && !lists.some(([list]) => list === name),
  );

  const { isTTY } = process.stdout;
  const toStderr = !isTTY && lists.length > 0;
  printFields(fields, toStderr ? note : print);
  for (const [name, rows] of lists) {
    if (isTTY) print();
    if (lists.length > 1) print(isTTY ? style('bold', heading(name)) : `# ${name}`);
    printList(rows, columnsOf(name, rows, flow));
  }
  const say = isTTY ? print : note;
  if (isTTY) say('');
  if (whole) say(completenessLine(whole, lists));
  const ms = (report.finishedAt ?? Date.now()) - report.createdAt;
  say(
    style(
      'dim',
      `${report.id}  ${duration(ms)}  account ${report.account}`,
      isTTY ? process.stdout : process.stderr,
    ),
  );
}

function printFields(fields: [string, unknown][], say: (line: string) => void): void {
  const { isTTY } = process.stdout;
  const width = Math.max(0, ...fields.map(([name]) => heading(name).length));
  for (const [name, value] of fields) {
    const text = toCell(value);
    say(
      isTTY
        ? `${style('dim', heading(name).padEnd(width))}  ${plain(String(text ?? ''))}`
        : `${name}\t${plain(String(text ?? ''))}`,
    );
  }
}

function printList(rows: Item[], columns: string[]): void {
  if (rows.length === 0 && process.stdout.isTTY) print('(no rows)');
  else printTable({ columns, rows: rows.map((row) => columns.map((column) => toCell(row[column]))) });
}

function completenessLine({ proven, because }: Completeness, lists: [string, Item[]][]): string {
  const stream = process.stdout.isTTY ? process.stdout : process.stderr;
  const count =
    lists.length === 1 ? `${lists[0]![1].length} ${lists[0]![1].length === 1 ? 'row' : 'rows'}, ` : '';
  return proven
    ? `${style('green', `${count}complete`, stream)}: ${plain(because)}`
    : `${style('yellow', `${count}not proven complete`, stream)}: ${plain(because)}`;
}

/** The schema knows the columns, also of an empty list; what it leaves open the rows show. */
function columnsOf(name: string, rows: Item[], flow: FlowDefinition): string[] {
  const known = itemColumns(name, flow) ?? [];
  return [...new Set([...known, ...rows.flatMap((row) => Object.keys(row))])];
}

function itemColumns(name: string, flow: FlowDefinition): string[] | undefined {
  const schema = z.toJSONSchema(flow.output) as {
    properties?: Record<string, { items?: { properties?: object } }>;
  };
  const properties = schema.properties?.[name]?.items?.properties;
  return properties && Object.keys(properties);
}

function isList([name, value]: [string, unknown], flow: FlowDefinition): boolean {
  if (!Array.isArray(value)) return false;
  if (value.length === 0) return itemColumns(name, flow) !== undefined;
  return value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item));
}

function isCompleteness(value: unknown): value is Completeness {
  return typeof value === 'object' && value !== null && 'proven' in value && 'because' in value;
}

function toCell(value: unknown): Cell {
  if (Array.isArray(value) && value.every((part) => typeof part !== 'object')) return value.join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Cell);
}
