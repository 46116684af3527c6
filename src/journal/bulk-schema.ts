/** `previewed`: filled in and not sent. `failed`: nothing was written, and it was not the application that said no. */
export type RowState =
  | 'written'
  | 'already written'
  | 'previewed'
  | 'refused'
  | 'failed'
  | 'invalid'
  | 'unknown'
  | 'not tried';

/**
 * `ready`: waits for somebody to agree · `running`: some process enters its rows, or died at it · `stopped`: before its
 * end, with a reason · `ended`: every row was tried.
 */
export type BulkState = 'ready' | 'running' | 'stopped' | 'ended';

/** Bulks and their rows. Times are epoch milliseconds. */
export interface BulkSchema {
  bulks: {
    id: string;
    tool: string;
    account: string;
    purpose: 'write' | 'preview';
    /** SHA-256 of tool, account and rows: the whole of what the id is made from. */
    digest: string;
    /** The file that the rows came from; null for rows that a client sent. */
    source: string | null;
    result_file: string;
    /** Lets whoever was shown the rows have them written. */
    token: string | null;
    approval: string | null;
    stop_on_error: number;
    state: BulkState;
    /** Why it stopped. */
    reason: string | null;
    /** Presence id of the process that has it, or had it last. */
    owner: string | null;
    stop_requested: number;
    created_at: number;
    /** When every row had been tried, the last time. */
    ended_at: number | null;
  };
  bulk_rows: {
    bulk_id: string;
    /** From 1 on, in the order of the rows. */
    seq: number;
    /** Where it stands in the file. */
    line: number;
    /** Idempotency key of its write. */
    key: string;
    args: string;
    state: RowState;
    run_id: string | null;
    message: string | null;
    output: string | null;
    at: number | null;
  };
}

/** In order; each statement can run again. */
export const bulkDdl = [
  `create table if not exists bulks (id text primary key, tool text not null, account text not null, purpose text not null,
    digest text not null, source text, result_file text not null, token text, approval text,
    stop_on_error integer not null default 0, state text not null, reason text, owner text,
    stop_requested integer not null default 0, created_at integer not null, ended_at integer)`,
  `create unique index if not exists bulks_by_token on bulks (token) where token is not null`,
  `create table if not exists bulk_rows (bulk_id text not null, seq integer not null, line integer not null,
    key text not null, args text not null, state text not null, run_id text, message text, output text, at integer,
    primary key (bulk_id, seq))`,
];
