import type { Harbor } from '../../replicas/harbor/index.ts';
import type { Store } from '../../src/journal/store.ts';
import type { Accident, Kind } from './accidents.ts';
import type { Answer, Wish } from './load.ts';
import { movedAfter, overlaps, touchesOf, turnsOf } from './turns.ts';

/** What a load came to, by the callers' answers, the application's records and the journal. */
export interface Counts {
  runs: number;
  writes: number;
  /** By `done`, or the code of the error. */
  outcomes: Record<string, number>;
  /** Calls that came to `done` only when they were made again, as an error had asked for. */
  again: number;
  /** What errors said. */
  errors: string[];
  unanswered: number;
  /** Runs whose state in the journal is not a last one. */
  unfinished: number;
  overlaps: string[];
  /** Answered as done, and not in the records. */
  lost: string[];
  doubled: string[];
  /** Answered with an error that says nothing was written, and in the records. */
  denied: string[];
  /** Writes that are there and left no receipt, or more than one. */
  receipts: number;
  lockouts: number;
  /** Sessions that were ended by another sign-in while somebody worked with them. */
  thrownOut: number;
  signIns: number;
  requests: number;
  /** Turns that began a run anew. */
  anew: number;
  accidents: Accident[];
  /** By kind of accident: how long until another host went on with each account that was under way. Milliseconds. */
  moved: Record<Kind, number[]>;
  median: number;
  p95: number;
  longest: number;
}

export async function count(
  harbors: Harbor[],
  store: Store,
  answers: Answer[],
  wishes: Wish[],
  accidents: Accident[],
): Promise<Counts> {
  const turns = await turnsOf(store);
  const touches = touchesOf(harbors);
  const seen = harbors.map((harbor) => harbor.inspect());
  const texts = seen.flatMap(({ records }) =>
    records.workOrders.flatMap(({ description, notes }) => [description, ...notes.map(({ text }) => text)]),
  );
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  const there = ({ mark = '' }: Wish) => times.get(mark) ?? 0;
  const writes = answers.filter(({ wish }) => wish.mark !== undefined);
  const marks = (some: Answer[]) =>
    some.map(({ wish, runId, errors }) => `${wish.mark} ${runId} ${errors.join()}`);
  const outcomes: Record<string, number> = {};
  for (const { outcome } of answers) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const sum = (of: (one: (typeof seen)[number]) => number) => seen.reduce((all, one) => all + of(one), 0);
  const took = answers.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const moved = { killed: [], frozen: [], cut: [] } as Counts['moved'];
  for (const accident of accidents) moved[accident.kind].push(...movedAfter(accident, turns, touches));
  return {
    runs: answers.length,
    writes: writes.length,
    outcomes,
    again: answers.filter(({ errors, outcome }) => outcome === 'done' && errors.length > 0).length,
    errors: answers.flatMap(({ errors, wish }) =>
      errors.map((error) => `${wish.account} ${wish.tool} ${error}`),
    ),
    unanswered: wishes.length - answers.length + (outcomes['hangs'] ?? 0),
    unfinished: await unfinished(store),
    overlaps: overlaps(turns, touches),
    lost: marks(writes.filter(({ wish, outcome }) => outcome === 'done' && there(wish) === 0)),
    doubled: marks(writes.filter(({ wish }) => there(wish) > 1)),
    denied: marks(
      writes.filter(({ wish, outcome }) => there(wish) > 0 && !['done', 'OUTCOME_UNKNOWN'].includes(outcome)),
    ),
    receipts: await withoutReceipt(store),
    lockouts: sum(({ lockouts }) => lockouts),
    thrownOut: sum(({ thrownOut }) => thrownOut),
    signIns: sum(({ signIns }) => signIns.length),
    requests: sum(({ requestCount }) => requestCount),
    anew: turns.length - new Set(turns.map(({ runId }) => runId)).size,
    accidents,
    moved,
    median: took[Math.floor(took.length / 2)] ?? 0,
    p95: took[Math.floor(took.length * 0.95)] ?? 0,
    longest: took.at(-1) ?? 0,
  };
}

async function unfinished(store: Store): Promise<number> {
  const open = await store
    .selectFrom('runs')
    .select('id')
    .where('state', 'in', ['queued', 'running', 'needs_human'])
    .execute();
  return open.length;
}

async function withoutReceipt(store: Store): Promise<number> {
  const rows = await store
    .selectFrom('writes')
    .leftJoin('receipts', 'receipts.run_id', 'writes.run_id')
    .select(({ fn }) => ['writes.id', fn.count<number>('receipts.digest').as('count')])
    .where('writes.state', '=', 'confirmed')
    .groupBy('writes.id')
    .execute();
  return rows.filter(({ count }) => Number(count) !== 1).length;
}

/** What must not be. Empty when all is well. */
export function violations(counts: Counts): string[] {
  const { unanswered, unfinished, lockouts, thrownOut, receipts } = counts;
  return [
    ...(unanswered > 0 ? [`${unanswered} calls without an answer`] : []),
    ...(unfinished > 0 ? [`${unfinished} runs without an end`] : []),
    ...(lockouts > 0 ? [`${lockouts} lockouts`] : []),
    ...(thrownOut > 0 ? [`${thrownOut} sessions were thrown out`] : []),
    ...(receipts > 0 ? [`${receipts} writes have not one receipt`] : []),
    ...counts.overlaps.map((text) => `overlap: ${text}`),
    ...counts.lost.map((text) => `lost: ${text}`),
    ...counts.doubled.map((text) => `doubled: ${text}`),
    ...counts.denied.map((text) => `denied, and there: ${text}`),
    ...Object.keys(counts.outcomes)
      .filter((outcome) => outcome !== 'done')
      .map((outcome) => `${counts.outcomes[outcome]} came to ${outcome}`),
  ];
}
