import type { Certificate } from './certificate.ts';

/** The list that a run answered. */
export interface Dataset {
  runId: string;
  account: string;
  app: string;
  flow: string;
  inputDigest: string;
  /** Its field in the output. */
  field: string;
  certificate: Certificate;
  /** It is too large for an answer: its rows lie in a file of their own. */
  isLarge: boolean;
  createdAt: number;
}

/** As the store has it; PostgreSQL answers large integers as text. */
export function toDataset(row: {
  run_id: string;
  account: string;
  app: string;
  flow: string;
  input_digest: string;
  field: string;
  certificate: string;
  bytes: number;
  created_at: number;
}): Dataset {
  return {
    runId: row.run_id,
    account: row.account,
    app: row.app,
    flow: row.flow,
    inputDigest: row.input_digest,
    field: row.field,
    certificate: JSON.parse(row.certificate) as Certificate,
    isLarge: Number(row.bytes) > 0,
    createdAt: Number(row.created_at),
  };
}
