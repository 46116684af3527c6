/** Lists that runs answered, large and small. Times are epoch milliseconds. */
export interface DatasetSchema {
  datasets: {
    run_id: string;
    account: string;
    app: string;
    flow: string;
    /** SHA-256 of the input: runs with the same one answer the same list, as it was at their time. */
    input_digest: string;
    /** The field of the output that the rows are. */
    field: string;
    /** As JSON. */
    certificate: string;
    proven: number;
    /** Size of its file; 0 where the rows stand in the run's output. */
    bytes: number;
    created_at: number;
  };
}

/** In order; each statement can run again. */
export const datasetDdl = [
  `create table if not exists datasets (run_id text primary key, account text not null, app text not null,
    flow text not null, input_digest text not null, field text not null, certificate text not null,
    proven integer not null, bytes integer not null, created_at integer not null)`,
  `create index if not exists datasets_alike on datasets (account, flow, input_digest, created_at)`,
];
