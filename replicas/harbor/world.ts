import { seedRecords } from './data/seed.ts';
import type { Records } from './data/records.ts';
import { Gatekeeper } from './gatekeeper.ts';
import { ReportQueue } from './reports.ts';
import { RequestLog } from './request-log.ts';
import { SaveLog } from '../saves/log.ts';
import type { SaveEntry } from '../saves/log.ts';
import { Sessions } from './sessions.ts';
import { wellBehaved } from '../switches.ts';
import { harborSwitches } from './switches.ts';
import type { HarborSwitches } from './switches.ts';
import type { HarborUser } from './users.ts';
import { Seal } from './web/seal.ts';

/** What a save makes or changes. */
type SaveKind = 'work_order' | 'note' | 'status' | 'bill_batch';
export type HarborSave = SaveEntry<SaveKind>;

/** All that one running Harbor knows. */
export interface World {
  /** The day on which Harbor believes it is. ISO date. */
  today: string;
  users: HarborUser[];
  records: Records;
  switches: HarborSwitches;
  sessions: Sessions;
  gatekeeper: Gatekeeper;
  reports: ReportQueue;
  log: RequestLog;
  saves: SaveLog<SaveKind>;
  seal: Seal;
  /** How often each form was opened, while that counts. */
  openings: Map<string, number>;
  /** It has been closed: what is still held is written no more. */
  isClosed: boolean;
}

export function createWorld(seed: number, today: string, users: HarborUser[]): World {
  const switches = wellBehaved(harborSwitches);
  const sessions = new Sessions(switches);
  return {
    today,
    users,
    records: seedRecords(seed, today),
    switches,
    sessions,
    gatekeeper: new Gatekeeper(switches, sessions, users),
    reports: new ReportQueue(switches),
    log: new RequestLog(),
    saves: new SaveLog(),
    seal: new Seal(),
    openings: new Map(),
    isClosed: false,
  };
}
