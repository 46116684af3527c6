/** What makes runs of reading flows alike, and which calls share one. Times are epoch milliseconds. */
export interface ReadSchema {
  reads: {
    run_id: string;
    /** SHA-256 of all that the answer depends on besides the time: runs with the same one read the same. */
    digest: string;
    /** The last of `write_changes` when the run had its turn: it has read what came of them. Null while it is queued. */
    writes_seen: number | null;
    created_at: number;
  };
  /** One row for each call that waits for a run which others may share. They go with the end of the run. */
  shares: {
    id: string;
    run_id: string;
    /** Presence id of the process that the call came to. */
    owner: string;
  };
}

/** In order; each statement can run again. */
export const readDdl = [
  `create table if not exists reads (run_id text primary key, digest text not null, writes_seen integer,
    created_at integer not null)`,
  `create index if not exists reads_alike on reads (digest, created_at)`,
  `create table if not exists shares (id text primary key, run_id text not null, owner text not null)`,
  `create index if not exists shares_by_run on shares (run_id)`,
];
