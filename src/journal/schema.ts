import type { Generated } from 'kysely';
import { bulkDdl } from './bulk-schema.ts';
import type { BulkSchema } from './bulk-schema.ts';
import { datasetDdl } from './dataset-schema.ts';
import type { DatasetSchema } from './dataset-schema.ts';
import { readDdl } from './read-schema.ts';
import type { ReadSchema } from './read-schema.ts';
import { scheduleDdl } from './schedule-schema.ts';
import type { ScheduleSchema } from './schedule-schema.ts';
import type { WriteState } from './write-states.ts';

/** States of a run. The last four are final; `needs_human` runs on when a person has helped. */
export type RunState = 'queued' | 'running' | 'needs_human' | 'done' | 'failed' | 'cancelled' | 'interrupted';

/** States of a run that is not over. */
export const unfinished: RunState[] = ['queued', 'running', 'needs_human'];

/** Owner of a run that waits for a worker. */
export const nobody = 'nobody';

/** Times are epoch milliseconds; JSON is kept as text, so that SQLite and PostgreSQL hold the same. */
export interface Schema extends BulkSchema, DatasetSchema, ReadSchema, ScheduleSchema {
  runs: {
    id: string;
    account: string;
    app: string;
    flow: string;
    effect: 'read' | 'write';
    /** Of a writing run: the write that it is for. */
    write_id: string | null;
    /** It stops at its commit and answers what would be written. */
    preview: number;
    state: RunState;
    input: string;
    output: string | null;
    error: string | null;
    /** Presence id of the process that runs it. */
    owner: string;
    /** The span that asked for it, as JSON; null where nothing was traced. */
    origin: string | null;
    cancel_requested: number;
    created_at: number;
    started_at: number | null;
    finished_at: number | null;
  };
  /** Append-only: every state a run was in, and when. */
  state_changes: { seq: Generated<number>; run_id: string; state: RunState; at: number };
  steps: {
    run_id: string;
    seq: number;
    /** 0 for a step of the flow, 1 for a step inside it, … */
    depth: number;
    title: string;
    started_at: number;
    ms: number | null;
    outcome: 'done' | 'failed' | null;
  };
  evidence: { run_id: string; name: string; mime: string; bytes: number; created_at: number };
  /** One row a session key; `sealed` is the storage state, encrypted. */
  sessions: { key: string; generation: number; sealed: string; signed_in_at: number; saved_at: number };
  /** Secrets of the user's own, sealed. */
  vault: { name: string; sealed: string; set_at: number };
  /** Keys that belong to the store and outlive the master key, sealed with it. */
  sealed_keys: { purpose: string; sealed: string };
  /** How each account stands with its app, as JSON: what the guard against lockouts goes by. */
  standings: { account: string; standing: string; at: number };
  /** The earliest time of an account's next page load, for accounts that keep a gap between them. */
  page_loads: { account: string; next_load_at: number };
  /** Which process has a browser context of which session open. One of a dead process means nothing. */
  contexts: { key: string; owner: string };
  /** One row an account and time step of its one-time codes: claimed before the code is typed. `secret` is a digest. */
  codes: {
    account: string;
    step: number;
    secret: string;
    at: number;
    outcome: Generated<'accepted' | 'refused' | null>;
  };
  /** One row a write, over all its tries. `(account, flow, key)` is unique. */
  writes: {
    id: string;
    account: string;
    app: string;
    flow: string;
    /** The caller's idempotency key, or `auto:` and the id. */
    key: string;
    input_digest: string;
    mark: string;
    state: WriteState;
    run_id: string;
    preview: string | null;
    warnings: string | null;
    request: string | null;
    approval: string | null;
    output: string | null;
    reconciled: Generated<number>;
    created_at: number;
    armed_at: number | null;
    sent_at: number | null;
    answered_at: number | null;
    ended_at: number | null;
  };
  /** Append-only: every state a write was in, when, and by which run. */
  write_changes: { seq: Generated<number>; write_id: string; run_id: string; state: WriteState; at: number };
  /**
   * The chains of receipts, one a folder of receipts; '' is that of the store's own folder. A row says that its files are
   * in place.
   */
  receipts: { chain: Generated<string>; number: number; run_id: string; digest: string };
  /** What somebody was shown, and by which token he may have it written. `shown` is a digest. */
  previews: { token: string; write_id: string; shown: string; created_at: number };
  /** What parked runs want of a person. A row is there as long as its run is parked. */
  needs: { run_id: string; account: string; what: string; url: string; takes_code: number; until: number };
  /** What the users of each account were told once. `digest` is one of the text: a new text is told again. */
  notices: { account: string; digest: string; told_at: number };
  /** The queue of each account, over all processes. A ticket with a slot holds it. */
  tickets: {
    id: Generated<number>;
    account: string;
    slot: number | null;
    owner: string;
    run_id: string;
    created_at: number;
  };
  /** What a worker needs to perform a run that another process asked for, sealed; `tries` counts the workers that died at it. */
  orders: { run_id: string; sealed: string; tries: Generated<number> };
  /** A row that a transaction has written in is a lock that it holds until it ends. */
  locks: { name: string };
  /** PostgreSQL only: the processes that have the store open, and when each was heard of last, by the database's clock. */
  processes: { id: string; host: string; pid: number; is_worker: number; seen_at: number };
}

/** In PostgreSQL every folder of receipts has a chain; the embedded store has one, and got the column later. */
export const receiptsTable = `create table if not exists receipts (number integer primary key,
  run_id text not null unique, digest text not null)`;

/** The DDL of either store, in SQLite's words, in order; each statement can run again. */
export const ddl = [
  `create table if not exists runs (id text primary key, account text not null, app text not null, flow text not null,
    effect text not null, write_id text, preview integer not null default 0, state text not null, input text not null, output text, error text, owner text not null,
    cancel_requested integer not null default 0, created_at integer not null, started_at integer, finished_at integer, origin text)`,
  `create index if not exists runs_by_time on runs (created_at)`,
  `drop index if exists runs_unfinished`,
  `create index if not exists runs_open on runs (owner) where state in ('queued', 'running', 'needs_human')`,
  `create table if not exists state_changes (seq integer primary key autoincrement, run_id text not null,
    state text not null, at integer not null)`,
  `create index if not exists state_changes_by_run on state_changes (run_id)`,
  `create table if not exists steps (run_id text not null, seq integer not null, depth integer not null,
    title text not null, started_at integer not null, ms integer, outcome text, primary key (run_id, seq))`,
  `create table if not exists evidence (run_id text not null, name text not null, mime text not null,
    bytes integer not null, created_at integer not null, primary key (run_id, name))`,
  `create table if not exists sessions (key text primary key, generation integer not null, sealed text not null,
    signed_in_at integer not null, saved_at integer not null)`,
  `create table if not exists vault (name text primary key, sealed text not null, set_at integer not null)`,
  `create table if not exists sealed_keys (purpose text primary key, sealed text not null)`,
  `create table if not exists standings (account text primary key, standing text not null, at integer not null)`,
  `create table if not exists page_loads (account text primary key, next_load_at integer not null)`,
  `create table if not exists contexts (key text not null, owner text not null, primary key (key, owner))`,
  `create table if not exists codes (account text not null, step integer not null, secret text not null,
    at integer not null, outcome text, primary key (account, step))`,
  // Two accounts may be the same login, and so have the same codes.
  `create unique index if not exists one_use on codes (secret, step)`,
  `create table if not exists writes (id text primary key, account text not null, app text not null, flow text not null,
    key text not null, input_digest text not null, mark text not null, state text not null, run_id text not null,
    preview text, warnings text, request text, approval text, output text, reconciled integer not null default 0,
    created_at integer not null, armed_at integer, sent_at integer, answered_at integer, ended_at integer)`,
  // Two writes under one key are impossible in data, whatever the code does.
  `create unique index if not exists one_write on writes (account, flow, key)`,
  `create index if not exists writes_by_input on writes (account, flow, input_digest)`,
  `create index if not exists writes_open on writes (account, flow) where state in ('armed', 'sent', 'in_doubt', 'unknown')`,
  `create table if not exists write_changes (seq integer primary key autoincrement, write_id text not null,
    run_id text not null, state text not null, at integer not null)`,
  // Two receipts of one number, or of one run, are impossible in data.
  receiptsTable,
  `create table if not exists previews (token text primary key, write_id text not null, shown text not null,
    created_at integer not null)`,
  `create table if not exists needs (run_id text primary key, account text not null, what text not null,
    url text not null, takes_code integer not null, until integer not null)`,
  `create table if not exists notices (account text not null, digest text not null, told_at integer not null,
    primary key (account, digest))`,
  `create table if not exists tickets (id integer primary key autoincrement, account text not null, slot integer,
    owner text not null, run_id text not null, created_at integer not null)`,
  `create table if not exists orders (run_id text primary key, sealed text not null, tries integer not null default 0)`,
  `create table if not exists locks (name text primary key)`,
  `create index if not exists tickets_by_account on tickets (account, id)`,
  // Two holders of one slot are impossible in data, whatever the code does.
  `create unique index if not exists one_holder on tickets (account, slot) where slot is not null`,
  ...bulkDdl,
  ...datasetDdl,
  ...readDdl,
  ...scheduleDdl,
];

/** Columns that came later: table, column, and what it is. */
export const laterColumns = [
  ['receipts', 'chain', "text not null default ''"],
  ['runs', 'origin', 'text'],
] as const;

/** Raised with every change of the DDL that an older program could not live with. */
export const schemaVersion = 1;
