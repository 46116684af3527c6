import { InvalidInput, toErrorRecord } from './errors.ts';
import type { SidedoorError } from './errors.ts';
import type { Catalog } from './flow/catalog.ts';
import type { Journal } from './journal/journal.ts';
import type { Orders } from './journal/orders.ts';
import type { RunRecord } from './journal/run-record.ts';
import type { Writes } from './journal/writes.ts';
import type { Planned } from './pick-up.ts';
import type { Seal } from './secrets/seal.ts';
import type { Account } from './session/account.ts';

export interface DispatchParts {
  journal: Journal;
  orders: Orders;
  writes: Writes;
  seal: Seal;
  catalog: Catalog;
  accounts: Map<string, Account>;
}

/** What a worker needs besides the record of the run, whose input is scrubbed. */
type Order = Pick<Planned, 'input' | 'trace' | 'write'>;

const place = (runId: string) => JSON.stringify(['order', runId]);

/** What goes with a run that another process is to perform. */
export function toOrder({ id, input, trace, write }: Planned, seal: Seal): string {
  const order: Order = { input, trace, ...(write && { write }) };
  return seal.close(JSON.stringify(order), place(id));
}

/** The next run for this worker; undefined when none waits that it could begin. */
export async function nextOrder(parts: DispatchParts): Promise<Planned | undefined> {
  const sessions = new Map([...parts.accounts.values()].map((account) => [account.name, account.sessions]));
  for (;;) {
    const run = await parts.orders.claim(sessions);
    if (!run) return undefined;
    const planned = await planOf(run, parts);
    if (!('code' in planned)) return planned;
    await parts.journal.ended(run.id, { state: 'failed', error: toErrorRecord(planned) });
  }
}

async function planOf(run: RunRecord, parts: DispatchParts): Promise<Planned | SidedoorError> {
  const { catalog, accounts, seal } = parts;
  const loaded = catalog.flows.find(({ flow }) => flow.app.name === run.app && flow.name === run.flow);
  const account = accounts.get(run.account);
  const sealed = await parts.orders.sealed(run.id);
  const text = sealed === undefined ? undefined : seal.open(sealed, place(run.id));
  if (!loaded || !account) {
    return new InvalidInput(`The worker that took this run has no flow "${run.flow}" of "${run.app}".`, {
      hint: 'Give every host of the store the same config and packs.',
    });
  }
  if (text === undefined) {
    return new InvalidInput('The worker that took this run has another key than who asked for it.', {
      hint: 'Start every process of the store with the same SIDEDOOR_KEY.',
    });
  }
  const { input, trace, write } = JSON.parse(text) as Order;
  // A worker before may have died at it.
  const isInDoubt = write?.purpose === 'write' && (await parts.writes.get(write.id)).standing === 'doubtful';
  const { flow, file, tool } = loaded;
  const queuedAt = await parts.orders.queuedAt(run.id);
  const { id, origin } = run;
  const planned = { id, flow, file, tool, account, input, trace, origin, queuedAt, isAgain: true, isInDoubt };
  return { ...planned, ...(write && { write }) };
}
