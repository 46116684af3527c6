import { isClaim } from '../dataset/certificate.ts';
import type { Datasets } from '../dataset/datasets.ts';
import type { Row } from '../dataset/tally.ts';
import type { Alike, Newest, Reads } from '../journal/reads.ts';
import type { RunRecord } from '../journal/run-record.ts';
import type { StoreTransaction } from '../journal/store.ts';
import type { Freshness } from './wish.ts';

/** The run that answers a call. */
export interface Begun {
  id: string;
  /** The name of the call's part in it, where others may share it. */
  share?: string;
  /** Another call began it. */
  isJoined?: boolean;
  /** It is over, and this one reads anew meanwhile. */
  refresh?: string;
}

/** What makes a run of the call's own. */
export interface Making {
  /** Before anything is in the journal. @throws what keeps a run from being started. */
  check: () => Promise<void>;
  enter: (tx: StoreTransaction) => Promise<string>;
}

interface ShareParts {
  reads: Reads;
  datasets: Pick<Datasets, 'isHere'>;
}

/**
 * Answers a call that says how old its answer may be: by a result in the journal that is young enough, by a run that is
 * under way for a call like it, or by a run that it makes.
 */
export async function shareRun(
  alike: Alike,
  { maxAge, allowStale }: Freshness,
  making: Making,
  { reads, datasets }: ShareParts,
): Promise<Begun> {
  for (let isChecked = false; ;) {
    const newest = await reads.newest(alike);
    const isGood = newest !== undefined && (await canServe(newest, datasets));
    if (isGood && isYoung(newest, maxAge)) return { id: newest.run.id };
    const place = { seen: newest?.run.id, since: Date.now() - maxAge };
    const shared = await reads.share(alike, place, isChecked ? making.enter : undefined);
    if (shared === undefined) {
      // Whoever finds an answer needs no account that works.
      await making.check();
      isChecked = true;
    } else if (shared !== 'look again') {
      return isGood && allowStale ? { id: newest.run.id, refresh: shared.id } : shared;
    }
  }
}

/** A result is served while nothing was written since, by what is known, and only if it is whole and still here. */
async function canServe({ run, isOvertaken }: Newest, datasets: ShareParts['datasets']): Promise<boolean> {
  const claims = Object.values((run.output ?? {}) as Row).filter(isClaim);
  return !isOvertaken && claims.every(({ proven }) => proven) && hasRows(run, datasets);
}

/** Whether the rows that a run's result speaks of can be had here; another host may have them, or nobody any longer. */
export async function hasRows(
  { id, output }: Pick<RunRecord, 'id' | 'output'>,
  datasets: ShareParts['datasets'],
): Promise<boolean> {
  // Only of a list that was kept there is a certificate.
  const isKept = Object.values((output ?? {}) as Row).some((value) => isClaim(value) && 'digest' in value);
  return !isKept || datasets.isHere(id);
}

/** Of a result from the future the clock was wrong, then or now. */
function isYoung({ run: { startedAt } }: Newest, maxAge: number): boolean {
  const age = Date.now() - (startedAt ?? 0);
  return age >= 0 && age <= maxAge;
}
