import { InvalidInput, Refused } from '../errors.ts';
import type { Catalog } from '../flow/catalog.ts';
import type { WriteFlow } from '../flow/define-flow.ts';
import type { LoadedFlow } from '../flow/load-flows.ts';
import { canonical, digestOf } from '../journal/canonical.ts';
import type { Store } from '../journal/store.ts';
import type { Runs } from '../runs.ts';
import { writePolicy } from '../session/account.ts';
import type { Account } from '../session/account.ts';
import { chooseAccount } from '../choose-account.ts';
import type { BulkBook, NewBulk, NewRow } from './bulk-book.ts';
import { planRows } from './plan-rows.ts';
import type { GivenRow, PlannedRow } from './plan-rows.ts';
import { writtenOn } from './row-outcome.ts';
import type { RowOutcome } from './row-outcome.ts';
import { writtenBefore } from './written-before.ts';
import type { EarlierWrite } from './written-before.ts';

export interface WantedBulk {
  tool: string;
  account: string | undefined;
  rows: GivenRow[];
  purpose: 'write' | 'preview';
  /** The same rows under another name are another bulk: they are written once more. */
  again?: string | undefined;
  /** Leave out what was written before outside of this bulk; otherwise that is refused. */
  skipWritten?: boolean | undefined;
  /** The file that the rows came from; null for rows that a client sent. */
  source: string | null;
  resultFile?: string | undefined;
}

export interface PlanParts {
  store: Store;
  book: BulkBook;
  runs: Pick<Runs, 'pickUp' | 'wait'>;
  catalog: Catalog;
  accounts: Map<string, Account>;
  scrub: <T>(value: T) => T;
}

export interface BulkPlan {
  bulk: Omit<NewBulk, 'token' | 'resultFile'>;
  rows: NewRow[];
  /** Rows that need not be entered. */
  writtenAlready: ({ seq: number } & RowOutcome)[];
}

/** How long it is looked what became of an earlier write. Milliseconds. */
const lookLimit = 120_000;

/**
 * Makes a bulk of rows. Its id follows from tool, account and rows, and the key of each row from that: whatever was lost
 * on the way, the same rows come to the same writes.
 */
export async function planBulk(wanted: WantedBulk, parts: PlanParts): Promise<BulkPlan> {
  const { tool, purpose, again, source } = wanted;
  const loaded = parts.catalog.flow(tool);
  const flow = writing(loaded);
  const account = chooseAccount(loaded, wanted.account, parts.accounts);
  if (purpose === 'write' && writePolicy(account, flow.name) === 'off') throw writesAreOff(flow, account);
  if (wanted.rows.length === 0) throw new InvalidInput('There are no rows.');
  const planned = planRows(flow, wanted.rows);
  if (canonical(parts.scrub(planned)) !== canonical(planned)) {
    throw new InvalidInput('Some row holds a password or code of an account; those are never typed in.');
  }
  const identity = {
    tool,
    account: account.name,
    again: again ?? null,
    rows: planned.map(({ inputDigest, key }) => [inputDigest, key ?? null]),
  };
  const digest = digestOf(identity);
  const base = `bulk_${digest.slice(0, 16)}`;
  const suffix = again === undefined ? '' : ` again: ${again}`;
  const rows = planned.map(({ line, args, key }, index) => {
    return { seq: index + 1, line, args, key: key === undefined ? `${base}:${index + 1}` : key + suffix };
  });
  const id = purpose === 'preview' ? `${base}_preview` : base;
  const earlier =
    purpose === 'write' && again === undefined
      ? await madeOutside({ id, account: account.name, flow: flow.name, planned, rows }, parts)
      : [];
  const skipped = earlier.map(({ seq, write: { runId, at, output } }) => {
    return { seq, state: 'already written' as const, runId, message: writtenOn(at), output };
  });
  if (earlier.length > 0 && !wanted.skipWritten) throw writtenAlready(earlier, rows);
  return {
    bulk: { id, tool, account: account.name, purpose, digest, source },
    rows,
    writtenAlready: skipped,
  };
}

function writing({ tool, flow }: LoadedFlow): WriteFlow {
  if (flow.effect === 'write') return flow;
  throw new InvalidInput(`${tool} reads; a bulk is of a tool that writes.`);
}

interface Earlier {
  seq: number;
  write: EarlierWrite;
}

/**
 * Rows whose like was written before by something else than this bulk: a corrected file is entered again, or somebody
 * keyed a few rows in by hand. What is in doubt is looked for first.
 */
async function madeOutside(
  what: { id: string; account: string; flow: string; planned: PlannedRow[]; rows: NewRow[] },
  { store, book, runs }: PlanParts,
): Promise<Earlier[]> {
  const known = await book.rows(what.id);
  const find = async () => {
    const digests = what.planned.map(({ inputDigest }) => inputDigest);
    const writes = await writtenBefore(store, what.account, what.flow, digests);
    return what.rows.flatMap(({ seq, key }, index): Earlier[] => {
      const { inputDigest, key: own } = what.planned[index]!;
      const write = writes.get(inputDigest);
      const isDone = known[index]?.state === 'written' || known[index]?.state === 'already written';
      // A key of the row's own says by itself which write it is.
      return write && write.key !== key && own === undefined && !isDone ? [{ seq, write }] : [];
    });
  };
  const found = await find();
  const inDoubt = found.filter(({ write }) => write.standing === 'doubtful');
  if (inDoubt.length > 0) {
    await runs.pickUp();
    for (const { write } of inDoubt) await runs.wait(write.runId, lookLimit);
  }
  const left = inDoubt.length > 0 ? await find() : found;
  const open = left.find(({ write }) => write.standing !== 'done');
  if (!open) return left;
  const { line } = what.rows[open.seq - 1]!;
  throw new InvalidInput(
    `Whether line ${line} was written by the run ${open.write.runId} is unknown, so nothing is entered.`,
    {
      hint: `Look in the application, then \`sidedoor runs resolve ${open.write.runId} --present\` or \`--absent\`.`,
    },
  );
}

const told = 20;

function writtenAlready(earlier: Earlier[], rows: NewRow[]): InvalidInput {
  const lines = earlier
    .slice(0, told)
    .map(({ seq, write }) => `line ${rows[seq - 1]!.line}: by ${write.runId} ${writtenOn(write.at)}`);
  if (earlier.length > told) lines.push(`… and ${earlier.length - told} more`);
  return new InvalidInput(
    `${earlier.length} of ${rows.length} rows were written before, outside of this bulk. Nothing was written now.\n${lines.join('\n')}`,
    {
      hint: 'Leave those out (--skip-written, skip_written), or name the bulk (--again, again) to write them once more.',
    },
  );
}

function writesAreOff(flow: WriteFlow, account: Account): Refused {
  return new Refused(`Writes are off for "${flow.name}" on the account "${account.name}". Previews work.`, {
    hint: 'Only the user can allow it: `writes` of the account in the config.',
  });
}
