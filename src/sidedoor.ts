import type { BrowserHost } from './browser/browser.ts';
import type { Bulks } from './bulk/bulks.ts';
import type { LoadedConfig } from './config/load.ts';
import type { Datasets } from './dataset/datasets.ts';
import type { Evidence } from './evidence/evidence.ts';
import type { Secrets } from './evidence/secrets.ts';
import type { FirstNotice } from './first-notice.ts';
import type { Catalog } from './flow/catalog.ts';
import type { HandOffs } from './hand-off/hand-offs.ts';
import type { Happening } from './journal/happenings.ts';
import type { Writes } from './journal/writes.ts';
import type { Log } from './log.ts';
import type { Lanes } from './queue/lanes.ts';
import type { Pace } from './queue/pace.ts';
import type { Presence } from './queue/presence.ts';
import type { Tickets } from './queue/tickets.ts';
import type { Runs } from './runs.ts';
import type { Canaries } from './schedule/canaries.ts';
import type { Firings } from './schedule/firings.ts';
import type { Scheduler } from './schedule/scheduler.ts';
import type { ResolvePlace } from './secrets/places.ts';
import type { Rotation } from './secrets/rotate-key.ts';
import type { Vault } from './secrets/vault.ts';
import type { Account } from './session/account.ts';
import type { Guard } from './session/guard.ts';
import type { LiveContexts } from './session/live-contexts.ts';
import type { SealedStates } from './session/sealed-states.ts';
import type { Sessions } from './session/sessions.ts';
import type { Readiness } from './telemetry/readiness.ts';

/** Everything built, for whoever serves it: MCP, the command line, a test. */
export interface Sidedoor {
  config: LoadedConfig;
  catalog: Catalog;
  accounts: Map<string, Account>;
  runs: Runs;
  bulks: Bulks;
  /** What became of each write. */
  writes: Writes;
  /** What is to be told with an account's first answer. */
  firstNotice: FirstNotice;
  evidence: Evidence;
  /** The lists that runs answered. */
  datasets: Datasets;
  /** What became of each time that a schedule came due. */
  firings: Firings;
  scheduler: Scheduler;
  /** How flows stand, by what their canaries say. */
  canaries: Canaries;
  secrets: Secrets;
  vault: Vault;
  /** What a reference to a place holds: `env:WAREHOUSE_URL`, `vault:name` … */
  resolvePlace: ResolvePlace;
  /** Makes a new master key, and seals the store anew with it. */
  rotateKey(options: { forgetOld: boolean }): Promise<Rotation>;
  presence: Presence;
  guard: Guard;
  states: SealedStates;
  sessions: Sessions;
  contexts: LiveContexts;
  pace: Pace;
  tickets: Tickets;
  lanes: Lanes;
  handOffs: HandOffs;
  browser: BrowserHost;
  /** Hosts of the workers of this store that live; undefined where that is not known. */
  workers(): Promise<string[] | undefined>;
  /** What happens to runs, in whichever process, until the signal comes. */
  follow(this: void, signal: AbortSignal): AsyncGenerator<Happening>;
  /** Whether a call would be served now. */
  readiness(): Promise<Readiness>;
  log: Log;
  /** Calls off what runs, cleans the sessions, ends the browser. */
  close(): Promise<void>;
}
