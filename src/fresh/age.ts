import { digestOf } from '../journal/canonical.ts';
import type { RunRecord } from '../journal/run-record.ts';

/** How old an answer is, and by what to tell whether it is the same as another. */
export interface Age {
  /** Nothing in it was read before this. ISO time. */
  as_of: string;
  /** SHA-256, in hex, of the whole result as canonical JSON. */
  digest: string;
}

/** Empty for a run that has no result. */
export function ageOf({ state, startedAt, output }: RunRecord): Age | Record<string, never> {
  if (state !== 'done' || startedAt === null) return {};
  return { as_of: new Date(startedAt).toISOString(), digest: digestOf(output) };
}
