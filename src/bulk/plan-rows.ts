import type { z } from 'zod';
import { InvalidInput } from '../errors.ts';
import type { WriteFlow } from '../flow/define-flow.ts';
import { findUnfit } from '../flow/plain-input.ts';
import { canonical, digestOf } from '../journal/canonical.ts';
import { wishFields } from '../write/wish.ts';

/** One row as somebody gave it. */
export interface GivenRow {
  /** Where it stands in its file; of rows that a client sent, its number. */
  line: number;
  /** The flow's own input. */
  args: Record<string, unknown>;
  /** The row's own idempotency key, where it has one. */
  key?: string | undefined;
  /** What was found wrong with it before its schema was asked. */
  mistakes?: string[];
}

/** A row that its flow will take. */
export interface PlannedRow {
  line: number;
  args: Record<string, unknown>;
  key: string | undefined;
  /** Of the input as the journal of writes knows it. */
  inputDigest: string;
}

export interface BadRow {
  line: number;
  reason: string;
}

/** So many bad rows are told; more help nobody. */
const told = 50;

/** Some rows cannot be entered, so none was. */
export class BadRows extends InvalidInput {
  readonly rows: BadRow[];

  constructor(rows: BadRow[], total: number) {
    const lines = rows.slice(0, told).map(({ line, reason }) => `line ${line}: ${reason}`);
    if (rows.length > told) lines.push(`… and ${rows.length - told} more`);
    super(`${rows.length} of ${total} rows cannot be entered, so nothing was written.\n${lines.join('\n')}`, {
      hint: 'Correct these rows and start again.',
    });
    this.rows = rows;
  }
}

/**
 * Checks every row against the flow before the first is entered: that its schema takes it, and that no two are the same.
 *
 * @throws BadRows
 */
export function planRows(flow: WriteFlow, rows: GivenRow[]): PlannedRow[] {
  const bad: BadRow[] = [];
  const planned: PlannedRow[] = [];
  const lineOfKey = new Map<string, number>();
  const lineOfInput = new Map<string, number>();
  for (const row of rows) {
    const { line, args, key, mistakes = [] } = row;
    const reasons = [...mistakes, ...keyMistakes(key)];
    const checked = mistakes.length > 0 ? undefined : check(flow, args);
    if (checked && !checked.ok) reasons.push(...checked.reasons);
    if (checked?.ok && reasons.length === 0) {
      const inputDigest = digestOf(checked.input);
      const [seen, name, what] =
        key === undefined
          ? ([lineOfInput, inputDigest, 'the same as'] as const)
          : ([lineOfKey, key, 'with the same key as'] as const);
      const before = seen.get(name);
      if (before === undefined) {
        seen.set(name, line);
        planned.push({ line, args, key, inputDigest });
      } else reasons.push(`${what} line ${before}`);
    }
    if (reasons.length > 0) bad.push({ line, reason: reasons.join('; ') });
  }
  if (bad.length > 0) throw new BadRows(bad, rows.length);
  return planned;
}

function keyMistakes(key: string | undefined): string[] {
  const fits = key === undefined || wishFields.idempotency_key.safeParse(key).success;
  return fits ? [] : [`"${key.slice(0, 40)}" cannot be its key: 1 to 200 characters, not "auto:…"`];
}

type Checked = { ok: true; input: Record<string, unknown> } | { ok: false; reasons: string[] };

function check(flow: WriteFlow, args: Record<string, unknown>): Checked {
  const unfit = findUnfit(args);
  if (unfit) return { ok: false, reasons: [unfit] };
  const parsed = flow.input.strict().safeParse(args);
  if (parsed.success) return { ok: true, input: parsed.data };
  return { ok: false, reasons: parsed.error.issues.map((issue) => reasonOf(issue, args)) };
}

/** "amount: a positive decimal string, not "12,50"". */
function reasonOf({ path, message }: z.core.$ZodIssue, args: Record<string, unknown>): string {
  const name = path.join('.');
  const [first] = path;
  if (first === undefined) return message;
  const value = args[String(first)];
  if (value === undefined) return `${name} is missing`;
  const shown =
    path.length === 1 && typeof value !== 'object' ? `, not ${canonical(value).slice(0, 60)}` : '';
  return `${name}: ${message}${shown}`;
}
