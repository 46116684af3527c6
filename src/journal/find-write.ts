import { randomBytes } from 'node:crypto';
import { alone } from '../alone.ts';
import type { Store } from './store.ts';

export interface Wanted {
  account: string;
  app: string;
  flow: string;
  input: unknown;
  runId: string;
  /** The caller's own idempotency key. Without one, the same input within a day is the same write. */
  key?: string | undefined;
}

/** Without a key of the caller's own, the same input is the same write for this long. Milliseconds. */
const sameness = 24 * 3_600_000;

/** The id of the write that a call asks for. Of two calls at the same instant one finds the other's. */
export function findOrMake(
  store: Store,
  { account, app, flow, inputDigest, runId, key }: Wanted & { inputDigest: string },
): Promise<string> {
  const id = `wr_${randomBytes(6).toString('hex')}`;
  const now = Date.now();
  return alone(store, `writes ${account}`, async (tx) => {
    const ofFlow = tx
      .selectFrom('writes')
      .select('id')
      .where('account', '=', account)
      .where('flow', '=', flow);
    const ofInput = () =>
      ofFlow
        .where('key', 'like', 'auto:%')
        .where('input_digest', '=', inputDigest)
        .where('created_at', '>', now - sameness);
    const same = key === undefined ? ofInput() : ofFlow.where('key', '=', key);
    const found = await same.orderBy('created_at', 'desc').limit(1).executeTakeFirst();
    if (found) return found.id;
    const row = { id, account, app, flow, key: key ?? `auto:${id}`, input_digest: inputDigest };
    await tx
      .insertInto('writes')
      .values({ ...row, mark: newMark(), state: 'intended', run_id: runId, created_at: now })
      .execute();
    return id;
  });
}

/** Crockford's base 32: nothing in it is mistaken for something else. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function newMark(): string {
  return `SD-${Array.from(randomBytes(8), (byte) => letters[byte % 32]).join('')}`;
}
