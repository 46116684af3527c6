import { OutcomeUnknown } from '../errors.ts';
import type { SidedoorError } from '../errors.ts';
import type { Writes } from '../journal/writes.ts';
import type { WriteRun } from './perform-write.ts';

/**
 * What a failed try means for the write, which may have happened. Once its request may have left, nothing but the flow's
 * own `Refused` says that the app does not have it.
 */
export async function isInDoubt(
  { id: runId, write: { id, purpose } }: WriteRun,
  error: unknown,
  failure: SidedoorError,
  writes: Writes,
): Promise<boolean> {
  if (purpose === 'preview') return false;
  const write = await writes.get(id);
  if (write.runId !== runId || write.standing !== 'doubtful') return false;
  if (write.state !== 'in_doubt' && error === failure && failure.code === 'REFUSED') {
    await writes.settled(id, 'refused');
    return false;
  }
  await writes.inDoubt(id);
  return true;
}

/** The ending of a run that could not find out. */
export function stillInDoubt(cause: SidedoorError): OutcomeUnknown {
  return new OutcomeUnknown(
    `It was sent, and whether the application took it could not be looked up yet: ${cause.message}`,
    {
      hint: 'Do not enter it by hand. Call again with the same arguments: Sidedoor looks first, and writes only if it is not there.',
      cause,
    },
  );
}
