import { SaveLog } from '../saves/log.ts';
import { wellBehaved } from '../switches.ts';
import type { Records } from './data/records.ts';
import { seedRecords } from './data/seed.ts';
import { Gatekeeper } from './door/gatekeeper.ts';
import { Sessions } from './sessions.ts';
import { switches } from './switches.ts';
import type { Switches } from './switches.ts';

export type SaveKind =
  | 'booking'
  | 'assign'
  | 'unassign'
  | 'reschedule'
  | 'hold'
  | 'cancel'
  | 'note'
  | 'purchase_order'
  | 'price'
  | 'tags'
  | 'attachment';

/** All that one running replica knows. */
export interface World {
  /** ISO date. */
  today: string;
  records: Records;
  switches: Switches;
  sessions: Sessions;
  gatekeeper: Gatekeeper;
  saves: SaveLog<SaveKind>;
  /** Saves that came without a session, and changed nothing. */
  turnedAway: number;
  /** Data requests that were answered. */
  requests: number;
  /** It has been closed: what is still held is written no more. */
  isClosed: boolean;
}

export function createWorld(seed: number, today: string): World {
  const values = wellBehaved(switches);
  const sessions = new Sessions(values);
  return {
    today,
    records: seedRecords(seed, today),
    switches: values,
    sessions,
    gatekeeper: new Gatekeeper(values, sessions),
    saves: new SaveLog(),
    turnedAway: 0,
    requests: 0,
    isClosed: false,
  };
}
