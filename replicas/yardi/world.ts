import type { ReplicaUser } from '../replica.ts';
import { SaveLog } from '../saves/log.ts';
import { wellBehaved } from '../switches.ts';
import type { Records } from './data/records.ts';
import { seedRecords } from './data/seed.ts';
import { Gatekeeper } from './gatekeeper.ts';
import { ReportQueue } from './reports.ts';
import { Sessions } from './sessions.ts';
import { yardiSwitches } from './switches.ts';
import type { YardiSwitches } from './switches.ts';

export type SaveKind = 'payable_batch' | 'charge_batch' | 'receipt_batch' | 'purchase_order' | 'work_order';

/** The client's part of every address of the application. */
export const client = '76dockside';

/** All that one running replica knows. */
export interface World {
  today: string;
  switches: YardiSwitches;
  records: Records;
  sessions: Sessions;
  gatekeeper: Gatekeeper;
  reports: ReportQueue;
  saves: SaveLog<SaveKind>;
  /** Everything that was handled, in order of arrival. */
  requests: { number: number; at: number; method: string; path: string; status: number }[];
  isClosed: boolean;
}

export function createWorld(seed: number, today: string, users: readonly ReplicaUser[]): World {
  const switches = wellBehaved(yardiSwitches);
  return {
    today,
    switches,
    records: seedRecords(seed, today),
    sessions: new Sessions(switches),
    gatekeeper: new Gatekeeper(users, switches),
    reports: new ReportQueue(switches),
    saves: new SaveLog(),
    requests: [],
    isClosed: false,
  };
}
