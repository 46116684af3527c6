/**
 * States of a write. Pure, so that a test can walk every path.
 *
 * intended → prepared → armed → sent → confirmed | refused | in_doubt → confirmed | absent | unknown
 */
export type WriteState =
  /** Asked for; nothing has happened yet. */
  | 'intended'
  /** The form is filled in; what it shows is in the journal. */
  | 'prepared'
  /** What will be sent is on disk. From here on nobody may assume that it was not. */
  | 'armed'
  /** The request was seen leaving. */
  | 'sent'
  /** The app has it. */
  | 'confirmed'
  /** The app said no; nothing was written. */
  | 'refused'
  /** What came of it was not seen. */
  | 'in_doubt'
  /** Looked for in the app, and certainly not there. */
  | 'absent'
  /** Looked for in the app, which could not tell. A person must. */
  | 'unknown';

/** What a state means for whoever wants the write now. */
export type WriteStanding =
  /** Nothing was written: it may run. */
  | 'open'
  /** It may have been written: the app is asked first. */
  | 'doubtful'
  /** Only a person can say. */
  | 'unknown'
  /** Written. The stored answer is the answer. */
  | 'done';

const standings: Record<WriteState, WriteStanding> = {
  intended: 'open',
  prepared: 'open',
  refused: 'open',
  absent: 'open',
  armed: 'doubtful',
  sent: 'doubtful',
  in_doubt: 'doubtful',
  unknown: 'unknown',
  confirmed: 'done',
};

export const standingOf = (state: WriteState): WriteStanding => standings[state];

const ways: Record<WriteState, readonly WriteState[]> = {
  // A try that came to nothing is begun anew.
  intended: ['intended', 'prepared'],
  prepared: ['intended', 'prepared', 'armed'],
  // Armed again: its page gave the first request up before it left, and sent another like it.
  armed: ['armed', 'sent', 'confirmed', 'refused', 'in_doubt'],
  sent: ['armed', 'confirmed', 'refused', 'in_doubt'],
  in_doubt: ['confirmed', 'absent', 'unknown'],
  unknown: ['confirmed', 'absent'],
  refused: ['intended'],
  absent: ['intended'],
  confirmed: [],
};

/** The states from which a write may come into this one. */
export function statesBefore(state: WriteState): WriteState[] {
  return (Object.keys(ways) as WriteState[]).filter((from) => ways[from].includes(state));
}
