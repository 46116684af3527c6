import type { ErrorRecord } from '../../src/errors.ts';
import { Random } from '../soak/random.ts';
import type { TestClient } from '../support/clients.ts';

export interface Wish {
  account: string;
  tool: string;
  args: Record<string, unknown>;
  /** Of a write: what its record says, and no other's. */
  mark?: string;
}

/** What a caller knows in the end: `done`, `preview`, the code of an error, or `hangs`. */
export interface Answer {
  wish: Wish;
  runId: string | undefined;
  outcome: string;
  /** What it was told on the way. */
  errors: string[];
  /** Milliseconds from the call to the answer. */
  ms: number;
}

/** Reads and writes, as many of each; every account has its share. */
export function wishesOf(seed: number, runs: number, accounts: string[]): Wish[] {
  const random = new Random(seed);
  return Array.from({ length: runs }, (_, n) => {
    const account = accounts[n % accounts.length]!;
    const mark = `${account} no. ${n + 1}`;
    return { account, ...random.pick([list, list, order, note])(mark) };
  });
}

type Draft = Omit<Wish, 'account'>;

const list = (): Draft => ({ tool: 'harbor_list_work_orders', args: { status: 'New' } });

const order = (mark: string): Draft => ({
  tool: 'harbor_create_work_order',
  args: { building: 'HBR', unit: '203', category: 'Plumbing', description: `Leak of ${mark}` },
  mark: `Leak of ${mark}`,
});

const note = (mark: string): Draft => ({
  tool: 'harbor_add_work_order_note',
  args: { work_order: 'WO-24125', note: `Seen by ${mark}` },
  mark: `Seen by ${mark}`,
});

/** Whoever has no answer by then will not get one. Milliseconds. */
const patience = 600_000;

/** Every account has so many callers, each with one call at a time. `onAnswered` is told how many have theirs. */
export async function call(
  client: TestClient,
  wishes: readonly Wish[],
  callers: number,
  onAnswered: (count: number) => void = () => undefined,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const work = async (waiting: Wish[]) => {
    for (let wish = waiting.shift(); wish; wish = waiting.shift()) {
      answers.push(await answerOf(client, wish));
      onAnswered(answers.length);
    }
  };
  const accounts = [...new Set(wishes.map(({ account }) => account))];
  const all = accounts.flatMap((account) => {
    const waiting = wishes.filter((wish) => wish.account === account);
    return Array.from({ length: callers }, () => work(waiting));
  });
  await Promise.all(all);
  return answers;
}

/** Errors that tell the caller to call again with the same arguments. */
const passing = ['APP_UNAVAILABLE', 'INTERRUPTED', 'OUTCOME_UNKNOWN', 'SESSION_LOST', 'STORE_UNAVAILABLE'];
const mostCalls = 5;

/** What an agent does: calls, asks what became of it, and calls again where the error says so. */
async function answerOf(client: TestClient, wish: Wish): Promise<Answer> {
  const began = Date.now();
  const errors: string[] = [];
  for (let calls = 1; ; calls++) {
    const { runId, outcome, says } = await outcomeOf(client, wish, began + patience);
    if (outcome !== 'done') errors.push(`${outcome}: ${says}`);
    const isOver = !passing.includes(outcome) || calls === mostCalls;
    if (isOver) return { wish, runId, outcome, errors, ms: Date.now() - began };
  }
}

async function outcomeOf(client: TestClient, { tool, args, account }: Wish, until: number) {
  let runId: string | undefined;
  let answer = await client.callTool(tool, { ...args, account }, { timeout: patience });
  for (;;) {
    const { status, run_id, error: found } = (answer.structuredContent ?? {}) as Told;
    const error = found ?? (answer._meta?.['sidedoor/error'] as ErrorRecord | undefined);
    runId ??= run_id;
    if (error) return { runId, outcome: error.code, says: `${error.step ?? ''} ${error.message}` };
    const says = JSON.stringify(answer.content);
    if (status !== 'running' && status !== 'queued') return { runId, outcome: status ?? 'no code', says };
    if (Date.now() > until) return { runId, outcome: 'hangs', says };
    answer = await client.callTool('get_run', { run_id }, { timeout: patience });
  }
}

/** A tool of a flow says its error beside the answer, get_run in it. */
interface Told {
  status?: string;
  run_id?: string;
  error?: ErrorRecord;
}
