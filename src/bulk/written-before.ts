import type { Store } from '../journal/store.ts';
import { standingOf } from '../journal/write-states.ts';
import type { WriteStanding } from '../journal/write-states.ts';

/** A write of the same input that was made, or may have been made, outside of a bulk. */
export interface EarlierWrite {
  key: string;
  runId: string;
  at: number;
  standing: WriteStanding;
  output: Record<string, unknown> | undefined;
}

/** Values of one statement. */
const chunk = 500;

/** What was written, or may have been, of these inputs: the latest of each, by the digest of the input. */
export async function writtenBefore(
  store: Store,
  account: string,
  flow: string,
  inputDigests: string[],
): Promise<Map<string, EarlierWrite>> {
  const found = new Map<string, EarlierWrite>();
  for (let at = 0; at < inputDigests.length; at += chunk) {
    const rows = await store
      .selectFrom('writes')
      .select(['input_digest', 'key', 'run_id', 'state', 'output', 'created_at'])
      .where('account', '=', account)
      .where('flow', '=', flow)
      .where('input_digest', 'in', inputDigests.slice(at, at + chunk))
      .orderBy('created_at')
      .execute();
    for (const row of rows) {
      const standing = standingOf(row.state);
      if (standing === 'open') continue;
      found.set(row.input_digest, {
        key: row.key,
        runId: row.run_id,
        at: Number(row.created_at),
        standing,
        output: row.output === null ? undefined : (JSON.parse(row.output) as Record<string, unknown>),
      });
    }
  }
  return found;
}
