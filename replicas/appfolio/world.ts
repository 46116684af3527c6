import { SaveLog } from '../saves/log.ts';
import type { SaveEntry } from '../saves/log.ts';
import type { ReplicaUser } from '../replica.ts';
import { wellBehaved } from '../switches.ts';
import type { Records } from './data/records.ts';
import { seedRecords } from './data/seed.ts';
import { Door } from './identity/door.ts';
import { Sessions } from './sessions.ts';
import { switches } from './switches.ts';
import type { AppfolioSwitches } from './switches.ts';

/** What a save makes. */
export type SaveKind = 'work_order' | 'vendor' | 'note' | 'text' | 'bill' | 'receipt';
export type AppfolioSave = SaveEntry<SaveKind>;

/** One request that was handled, on either host. */
export interface HandledRequest {
  number: number;
  host: 'identity' | 'company';
  method: string;
  path: string;
  status: number;
  session: number | null;
}

/** All that one running replica knows. */
export interface World {
  /** The day on which it believes it is. ISO date. */
  today: string;
  users: readonly ReplicaUser[];
  records: Records;
  switches: AppfolioSwitches;
  sessions: Sessions;
  door: Door;
  requests: HandledRequest[];
  saves: SaveLog<SaveKind>;
  /** Exports by number, and when each is ready. Epoch milliseconds. */
  exports: { query: string; slug: string; readyAt: number }[];
  /** Reports that were run, by slug and query: when each is ready. Epoch milliseconds. */
  buffered: Map<string, number>;
  /** With a slash at the end. */
  urls: { company: string; identity: string };
  /** It has been closed: what is still held is written no more. */
  isClosed: boolean;
}

export function createWorld(seed: number, today: string, users: readonly ReplicaUser[]): World {
  const values = wellBehaved(switches);
  return {
    today,
    users,
    records: seedRecords(seed, today),
    switches: values,
    sessions: new Sessions(values),
    door: new Door(values, users),
    requests: [],
    saves: new SaveLog(),
    exports: [],
    buffered: new Map(),
    urls: { company: '', identity: '' },
    isClosed: false,
  };
}
