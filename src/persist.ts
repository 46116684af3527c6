import { setTimeout as pause } from 'node:timers/promises';
import { isSidedoorError } from './errors.ts';

/** A silent store is asked again after this long. Milliseconds. */
const again = 500;

/**
 * Does what has to be in the store sooner or later, such as the ending of a run: again and again while the store does not
 * answer, for as long as `held` says that this process counts. After that others write it down. The work may be done
 * twice: an answer that was lost looks like none.
 */
export async function persist<T>(work: () => Promise<T>, held: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (held.aborted || !isSidedoorError(error) || error.code !== 'STORE_UNAVAILABLE') throw error;
    }
    await pause(again);
  }
}
