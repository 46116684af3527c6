import { sql } from 'kysely';
import type { BrowserHost } from '../browser/browser.ts';
import type { Store } from '../journal/store.ts';
import type { Presence } from '../queue/presence.ts';

/** Fixed words, so that anybody may be told: no address, and nothing that a program said. */
export interface Readiness {
  ready: boolean;
  /** Why not; empty when ready. */
  reasons: string[];
}

export interface ReadinessParts {
  store: Store;
  browser: Pick<BrowserHost, 'choice'>;
  presence: Pick<Presence, 'workers'>;
  /** Whether runs are performed by this process; else by workers. */
  performs: boolean;
}

/** What does not answer in this time is not there. Milliseconds. */
const patience = 3_000;

/** Whether a call would be served now: the store answers, and somebody is there to perform its run. */
export async function readinessOf({
  store,
  browser,
  presence,
  performs,
}: ReadinessParts): Promise<Readiness> {
  const isThere = async (what: () => Promise<unknown>, reason: string) =>
    (await inTime(what)) ? [] : [reason];
  const reasons = await Promise.all([
    isThere(() => sql`select id from runs limit 1`.execute(store), 'the store does not answer'),
    performs
      ? isThere(() => browser.choice(), 'no browser can be had')
      : isThere(async () => assertSome(await presence.workers()), 'no worker is there'),
  ]);
  return toReadiness(reasons.flat());
}

function toReadiness(reasons: string[]): Readiness {
  return { ready: reasons.length === 0, reasons };
}

async function inTime(what: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, patience, false)));
  const there = what().then(
    () => true,
    () => false,
  );
  return Promise.race([there, late]).finally(() => clearTimeout(timer));
}

/** Undefined where nobody can tell. */
function assertSome(workers: string[] | undefined): void {
  if (workers?.length === 0) throw new Error('none');
}
