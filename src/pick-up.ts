import { Interrupted, toErrorRecord } from './errors.ts';
import type { RunRecord } from './journal/run-record.ts';
import type { Orders } from './journal/orders.ts';
import type { WriteRecord } from './journal/writes.ts';
import { flowOf, leaveMissingReceipts } from './write/missing-receipts.ts';
import type { MissingParts } from './write/missing-receipts.ts';
import type { Run } from './run-flow.ts';
import type { Account } from './session/account.ts';

/** A run that is in the journal and not yet alive. */
export type Planned = Pick<
  Run,
  | 'id'
  | 'flow'
  | 'file'
  | 'tool'
  | 'account'
  | 'input'
  | 'trace'
  | 'origin'
  | 'queuedAt'
  | 'write'
  | 'isAgain'
  | 'isInDoubt'
>;

export interface PickUpParts extends MissingParts {
  accounts: Map<string, Account>;
  orders: Orders;
}

/**
 * What dead processes left: a run that a worker had goes to the next, which first looks what became of its write. A run of
 * another process of which nothing was sent has ended with its process; one whose write is confirmed is
 * done; one whose write is in doubt waits for somebody who looks.
 */
export async function endRunsOfTheDead(parts: PickUpParts): Promise<void> {
  const { journal, writes, orders } = parts;
  for (const run of await journal.runsOfTheDead()) {
    const write = run.writeId !== null && !run.isPreview ? await writes.get(run.writeId) : undefined;
    const isItsOwn = write?.runId === run.id;
    if (isItsOwn && write.standing === 'done') {
      await journal.ended(run.id, { state: 'done', output: write.output }, run.owner);
      await leaveMissingReceipts(parts);
    } else if (!(await orders.again(run, 'dead'))) {
      if (isItsOwn && write.standing === 'doubtful') continue;
      const error = toErrorRecord(interrupted(run));
      await journal.ended(run.id, { state: 'interrupted', error }, run.owner);
    }
  }
}

/**
 * Goes on with writes in doubt, to look in the app what became of them: of dead processes, and of runs that ended because
 * they could not look. Answers the runs to go on with.
 */
export async function pickUp(parts: PickUpParts): Promise<Planned[]> {
  await endRunsOfTheDead(parts);
  const { journal, writes } = parts;
  const planned: Planned[] = [];
  for (const write of await writes.inDoubtAnywhere()) {
    const plan = await planOf(write, parts);
    // Of several processes that see it one goes on with it.
    if (plan && (await journal.adopt(plan.id))) planned.push(plan);
  }
  return planned;
}

/** Undefined for an account or a flow that this process does not have. */
async function planOf(
  write: WriteRecord,
  { journal, accounts, catalog }: PickUpParts,
): Promise<Planned | undefined> {
  const account = accounts.get(write.account);
  const loaded = flowOf(write, catalog);
  const run = await journal.run(write.runId);
  if (!account || !loaded || !run) return undefined;
  const order = { id: write.id, mark: write.mark, purpose: 'reconcile' } as const;
  return {
    id: run.id,
    flow: loaded.flow,
    file: loaded.file,
    tool: loaded.tool,
    account,
    input: run.input as Record<string, unknown>,
    trace: false,
    origin: run.origin,
    queuedAt: Date.now(),
    write: order,
    isAgain: true,
    isInDoubt: true,
  };
}

function interrupted({ effect, isPreview }: RunRecord): Interrupted {
  if (effect === 'read' || isPreview) return new Interrupted();
  return new Interrupted(
    'The process that ran this was stopped before anything was sent. Nothing was written.',
    {
      hint: 'Call again with the same arguments.',
    },
  );
}
