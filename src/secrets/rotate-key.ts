import Libsql from 'libsql';
import { Busy, InvalidInput } from '../errors.ts';
import { alone } from '../alone.ts';
import type { Store } from '../journal/store.ts';
import { newKey, readKeys, writeKeys } from './keys.ts';
import type { Keys } from './keys.ts';
import { versionsRow } from './open-seal.ts';
import type { Seal } from './seal.ts';
import { vaultPlace } from './vault.ts';

export interface Rotation {
  secrets: number;
  sessions: number;
  /** Left as they were: sealed with a key we do not have, or for a login that is not in this config. */
  left: number;
  /** Earlier keys that still open what they sealed. */
  olderKeys: number;
}

/** What is rotated: the keys, and everything of one store that they seal. */
export interface RotationParts {
  store: Store;
  keys: Keys;
  seal: Seal;
  /** What each sealed session is bound to, by its key in the store. */
  sessionPlaces: Map<string, string>;
}

/**
 * Makes a new master key and seals the store anew with it.
 *
 * The key file comes first, in one move: from then on every process, also one that has been running for days, seals with
 * the new key and opens with both. Then all of the store in one transaction. Killed at any point, everything still opens,
 * and the next rotation goes on from there. The old key stays in the file, for other stores of the same user, unless it is
 * to be forgotten.
 *
 * @throws InvalidInput when the key is given by the environment, Busy when another rotation is under way.
 */
export async function rotateKey(parts: RotationParts, { forgetOld = false } = {}): Promise<Rotation> {
  const { keys } = parts;
  const { file } = keys;
  if (file === undefined) return rotateGiven(parts);
  const lock = lockFile(file);
  try {
    writeKeys(file, [newKey(), ...readKeys(file)]);
    const resealed = await resealAll(parts);
    if (forgetOld) writeKeys(file, [keys.all()[0]]);
    return { ...resealed, olderKeys: keys.all().length - 1 };
  } finally {
    lock.close();
  }
}

/** The environment is not ours to change; whoever has changed it gets the store sealed anew. */
async function rotateGiven(parts: RotationParts): Promise<Rotation> {
  if (parts.keys.all().length > 1) return { ...(await resealAll(parts)), olderKeys: 0 };
  throw new InvalidInput('The key is given by SIDEDOOR_KEY, which Sidedoor cannot change.', {
    hint: 'Make a new one (openssl rand -base64 32). Set SIDEDOOR_KEY to it and SIDEDOOR_KEY_BEFORE to the old one wherever Sidedoor is started, restart the servers, and run this again; then take SIDEDOOR_KEY_BEFORE away.',
  });
}

async function resealAll({
  store,
  seal,
  sessionPlaces,
}: RotationParts): Promise<Omit<Rotation, 'olderKeys'>> {
  const counts = { secrets: 0, sessions: 0, left: 0 };
  await alone(store, 'seal', async (tx) => {
    const versions = seal.close(seal.versionKey.toString('base64'), versionsRow);
    await tx
      .updateTable('sealed_keys')
      .set({ sealed: versions })
      .where('purpose', '=', versionsRow)
      .execute();
    for (const { purpose, sealed } of await tx.selectFrom('sealed_keys').selectAll().execute()) {
      if (purpose === versionsRow) continue;
      // A key of the store's own is bound to its purpose.
      const key = seal.open(sealed, purpose);
      if (key === undefined) counts.left += 1;
      else {
        await tx
          .updateTable('sealed_keys')
          .set({ sealed: seal.close(key, purpose) })
          .where('purpose', '=', purpose)
          .execute();
      }
    }
    for (const { name, sealed } of await tx.selectFrom('vault').selectAll().execute()) {
      const place = vaultPlace(name);
      const value = seal.open(sealed, place);
      if (value === undefined) counts.left += 1;
      else {
        await tx
          .updateTable('vault')
          .set({ sealed: seal.close(value, place) })
          .where('name', '=', name)
          .execute();
        counts.secrets += 1;
      }
    }
    for (const { key, sealed } of await tx.selectFrom('sessions').selectAll().execute()) {
      if (sealed === '') continue;
      const place = sessionPlaces.get(key);
      const state = place === undefined ? undefined : seal.open(sealed, place);
      if (place === undefined || state === undefined) counts.left += 1;
      else {
        // The generation stays: it is the same session.
        await tx
          .updateTable('sessions')
          .set({ sealed: seal.close(state, place) })
          .where('key', '=', key)
          .execute();
        counts.sessions += 1;
      }
    }
  });
  return counts;
}

/** Held by the kernel for this process, so that it goes with it. */
function lockFile(file: string): Libsql.Database {
  const lock = new Libsql(`${file}.lock`);
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch {
    lock.close();
    throw new Busy('Another process is rotating the key at this moment.', {
      hint: 'Run it again when that has ended.',
    });
  }
}
