import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Keys } from './keys.ts';

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** What a master key is used as. */
interface Derived {
  sealing: Buffer;
  versions: Buffer;
  /** First eight hex digits of a digest of the key: tells which key sealed a value. */
  id: string;
}

/**
 * Seals values at rest: AES-256-GCM, a random 96-bit IV, and the place they belong to as additional data, so that a
 * value moved to another account does not open.
 */
export class Seal {
  readonly #keys: Keys;
  readonly #derived = new Map<Buffer, Derived>();
  /** Tells values of a secret apart. Outlives the master keys, so that a rotation makes no paused password look new. */
  readonly versionKey: Buffer;

  constructor(keys: Keys, versionKey?: Buffer) {
    this.#keys = keys;
    this.versionKey = versionKey ?? this.#derive(keys.all().at(-1)!).versions;
  }

  close(value: string, place: string): string {
    const { sealing, id } = this.#derive(this.#keys.all()[0]);
    const iv = randomBytes(ivBytes);
    const encrypt = createCipheriv(cipher, sealing, iv, { authTagLength: tagBytes }).setAAD(
      Buffer.from(place),
    );
    const body = Buffer.concat([encrypt.update(value, 'utf8'), encrypt.final()]);
    return `1.${id}.${Buffer.concat([iv, encrypt.getAuthTag(), body]).toString('base64')}`;
  }

  /** Undefined when the value was sealed with a key we do not have, for another place, or was changed. */
  open(sealed: string, place: string): string | undefined {
    const [version, keyId, blob] = sealed.split('.');
    const key = this.#keys
      .all()
      .map((each) => this.#derive(each))
      .find(({ id }) => id === keyId);
    if (version !== '1' || key === undefined || blob === undefined) return undefined;
    const bytes = Buffer.from(blob, 'base64');
    if (bytes.length < ivBytes + tagBytes) return undefined;
    const decrypt = createDecipheriv(cipher, key.sealing, bytes.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    try {
      return decrypt.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decrypt.final('utf8');
    } catch {
      return undefined;
    }
  }

  /** Whether the key that seals now sealed it. */
  isCurrent(sealed: string): boolean {
    return sealed.split('.')[1] === this.#derive(this.#keys.all()[0]).id;
  }

  /** Tells two values of a secret apart without keeping either. */
  versionOf(secret: string): string {
    return createHmac('sha256', this.versionKey).update(secret).digest('hex').slice(0, 16);
  }

  #derive(masterKey: Buffer): Derived {
    const known = this.#derived.get(masterKey);
    if (known) return known;
    const versions = derive(masterKey, 'sidedoor secret versions');
    const id = createHmac('sha256', versions).update('key id').digest('hex').slice(0, 8);
    const derived = { sealing: derive(masterKey, 'sidedoor sealed values'), versions, id };
    this.#derived.set(masterKey, derived);
    return derived;
  }
}

function derive(masterKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', purpose, 32));
}
