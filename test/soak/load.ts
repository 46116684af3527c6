import type { Office } from './office.ts';
import { Random } from './random.ts';
import type { SoakSettings } from './settings.ts';

/** One thing that somebody wants read. */
export interface Call {
  user: string;
  flow: 'list_work_orders' | 'get_tenant_ledger';
  args: Record<string, unknown>;
}

/** What became of a call: `done`, or the code of the error. */
export interface Reply {
  outcome: string;
  /** What the error says, and what to do. */
  says?: string;
  hint?: string;
}

export interface Answer extends Reply {
  call: Call;
  /** Milliseconds from the first sending to the answer. */
  ms: number;
  at: number;
}

const wishes: Omit<Call, 'user'>[] = [
  { flow: 'list_work_orders', args: { status: 'New' } },
  { flow: 'list_work_orders', args: { building: 'HBR' } },
  { flow: 'get_tenant_ledger', args: { tenant: 'T-1003' } },
];

export function callsOf({ seed, calls }: SoakSettings, { logins }: Office): Call[] {
  const random = new Random(seed);
  return Array.from({ length: calls }, () => ({
    ...random.pick(wishes),
    user: random.pick(logins).user.name,
  }));
}

/**
 * Callers take call after call until none is left. `answer` is given the caller's number and settles with the outcome;
 * `onAnswered` is told how many have theirs.
 */
export async function work(
  calls: readonly Call[],
  callers: number,
  answer: (call: Call, caller: number) => Promise<Reply>,
  onAnswered: (count: number) => void,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const caller = async (number: number) => {
    for (let call = calls[next++]; call; call = calls[next++]) {
      const from = Date.now();
      const reply = await answer(call, number);
      answers.push({ call, ...reply, ms: Date.now() - from, at: Date.now() });
      onAnswered(answers.length);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, number) => caller(number)));
  return answers;
}
