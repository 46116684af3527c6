import { InvalidInput } from '../errors.ts';
import type { Store } from '../journal/store.ts';
import type { Keys } from './keys.ts';
import { Seal } from './seal.ts';

/** Name of the store's own key, by which versions of secrets are told apart; also what its sealed form is bound to. */
export const versionsRow = 'secret versions';

/**
 * The seal of a store. The key for versions of secrets is kept in the store, sealed: with it the guard recognises a
 * refused password after the master key was rotated, and no rotation earns it another attempt.
 *
 * @throws InvalidInput when hosts share the store, and the others have another key: each would sign in for itself.
 */
export async function openSeal(store: Store, keys: Keys, isShared = false): Promise<Seal> {
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
  if (found === undefined && isShared) throw otherKey(keys);
  return found === undefined ? own : new Seal(keys, Buffer.from(found, 'base64'));
}

function otherKey({ place }: Keys): InvalidInput {
  return new InvalidInput(`The store was sealed with another key than the one in ${place}.`, {
    hint: 'Start every process of a store on PostgreSQL with the same SIDEDOOR_KEY (make it with: openssl rand -base64 32).',
  });
}
