import type { Selectable } from 'kysely';
import type { ErrorRecord } from '../errors.ts';
import { nobody } from './schema.ts';
import type { RunState, Schema } from './schema.ts';

export interface RunRecord {
  id: string;
  account: string;
  app: string;
  flow: string;
  effect: 'read' | 'write';
  /** Of a writing run: the write that it is for. */
  writeId: string | null;
  /** It stops at its commit and answers what would be written. */
  isPreview: boolean;
  state: RunState;
  /** Presence id of the process that has it, or had it last. */
  owner: string;
  /** The span that asked for it, as JSON; null where nothing was traced. */
  origin: string | null;
  /** It waits for a worker. */
  isUnclaimed: boolean;
  /** Somebody wants it called off, or wanted. */
  isCalledOff: boolean;
  input: unknown;
  output: unknown;
  error: ErrorRecord | undefined;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
}

/** What is known of a run before it starts. */
export type NewRun = Pick<
  RunRecord,
  'id' | 'account' | 'app' | 'flow' | 'effect' | 'input' | 'writeId' | 'isPreview' | 'origin'
> & {
  /** Of a read: digest of all that its answer depends on besides the time. */
  alike?: string | undefined;
};

export function toRunRecord(row: Selectable<Schema['runs']>): RunRecord {
  const { id, account, app, flow, effect, state } = row;
  return {
    id,
    account,
    app,
    flow,
    effect,
    writeId: row.write_id,
    isPreview: row.preview === 1,
    state,
    owner: row.owner,
    origin: row.origin,
    isUnclaimed: row.owner === nobody && row.state === 'queued',
    isCalledOff: row.cancel_requested === 1,
    input: JSON.parse(row.input) as unknown,
    output: row.output === null ? undefined : (JSON.parse(row.output) as unknown),
    error: row.error === null ? undefined : (JSON.parse(row.error) as ErrorRecord),
    createdAt: Number(row.created_at),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
