import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { InvalidInput } from '../errors.ts';
import { alone } from '../alone.ts';
import type { Store } from '../journal/store.ts';
import type { Seal } from '../secrets/seal.ts';

/** Name of the row among the store's sealed keys; also what its sealed form is bound to. */
const signingRow = 'receipt signing';

/** Ed25519: the same bytes give the same signature. */
export interface SigningKey {
  /** 64 bytes. */
  sign(content: string): Buffer;
  /** SPKI, PEM. */
  publicPem: string;
}

/**
 * The store's own key for receipts, made on first use. It stays the same when the master key is rotated.
 *
 * @throws InvalidInput when it was sealed with a master key that is not here.
 */
export async function openSigningKey(store: Store, seal: Seal): Promise<SigningKey> {
  const pem = await alone(store, 'seal', async (tx) => {
    // A rotation of the key comes as a whole before or after.
    await tx
      .insertInto('sealed_keys')
      .values({ purpose: signingRow, sealed: '' })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { sealed } = await tx
      .selectFrom('sealed_keys')
      .select('sealed')
      .where('purpose', '=', signingRow)
      .executeTakeFirstOrThrow();
    if (sealed !== '') return seal.open(sealed, signingRow);
    const made = generateKeyPairSync('ed25519')
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
    await tx
      .updateTable('sealed_keys')
      .set({ sealed: seal.close(made, signingRow) })
      .where('purpose', '=', signingRow)
      .execute();
    return made;
  });
  if (pem === undefined) {
    throw new InvalidInput('The key that signs receipts was sealed with another key.', {
      hint: 'Start with the master key that the store was made with (SIDEDOOR_KEY, or the key file).',
    });
  }
  const key = createPrivateKey(pem);
  return {
    sign: (content) => sign(null, Buffer.from(content), key),
    publicPem: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  };
}
