import type { Bell } from './bell.ts';
import { Happenings } from './journal/happenings.ts';
import type { Happening } from './journal/happenings.ts';
import type { RunRecord } from './journal/run-record.ts';
import type { Store } from './journal/store.ts';

export interface FollowParts {
  store: Store;
  bell: Bell;
  /** Looked for this often if nothing rings. Milliseconds. */
  lookInterval: number;
  scrub: <T>(value: T) => T;
  endRunsOfTheDead: () => Promise<void>;
}

/** Runs of dead processes are looked for this often. Milliseconds. */
const buryInterval = 5_000;

/** Steps ring no bell, so that no run pays for being watched: they are looked for at least this often. Milliseconds. */
const mostWait = 500;

/**
 * What happens to the runs of the store, whichever process has them, until the signal comes: first the runs that are not
 * over, then each change and each step. The journal is the source, so nothing is told that is not in it.
 */
export async function* follow(
  { store, bell, lookInterval, scrub, endRunsOfTheDead }: FollowParts,
  signal: AbortSignal,
): AsyncGenerator<Happening> {
  const { happenings, open } = await Happenings.from(store);
  yield* open.map((run) => scrub(asItIs(run)));
  const stop = () => bell.ring('runs');
  signal.addEventListener('abort', stop, { once: true });
  let buried = Date.now();
  while (!signal.aborted) {
    // Before it looks: what comes meanwhile is not missed.
    const rung = bell.next('runs', Math.min(lookInterval, mostWait));
    for (const happening of await happenings.next()) yield scrub(happening);
    if (Date.now() - buried > buryInterval) {
      await endRunsOfTheDead();
      buried = Date.now();
    }
    await rung;
  }
  signal.removeEventListener('abort', stop);
}

const asItIs = (run: RunRecord): Happening => ({
  kind: 'state',
  run,
  state: run.state,
  at: run.startedAt ?? run.createdAt,
});
