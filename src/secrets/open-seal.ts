import type { Store } from '../journal/store.ts';
import type { Keys } from './keys.ts';
import { Seal } from './seal.ts';

/** Name of the store's own key, by which versions of secrets are told apart; also what its sealed form is bound to. */
export const versionsRow = 'secret versions';

/**
 * The seal of a store. The key for versions of secrets is kept in the store, sealed: with it the guard recognises a
 * refused password after the master key was rotated, and no rotation earns it another attempt.
 */
export async function openSeal(store: Store, keys: Keys): Promise<Seal> {
  const own = new Seal(keys);
  const row = { purpose: versionsRow, sealed: own.close(own.versionKey.toString('base64'), versionsRow) };
  // Of several processes that come first, one makes it.
  await store
    .insertInto('sealed_keys')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { sealed } = await store
    .selectFrom('sealed_keys')
    .select('sealed')
    .where('purpose', '=', versionsRow)
    .executeTakeFirstOrThrow();
  const found = own.open(sealed, versionsRow);
  return found === undefined ? own : new Seal(keys, Buffer.from(found, 'base64'));
}
