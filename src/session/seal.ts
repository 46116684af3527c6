import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals values at rest: AES-256-GCM, a random 96-bit IV, and the place they belong to as additional data, so that a
 * value moved to another account does not open.
 */
export class Seal {
  readonly #key: Buffer;
  readonly #versionKey: Buffer;
  /** First eight hex digits of a digest of the key: tells which key sealed a value. */
  readonly #keyId: string;

  constructor(masterKey: Buffer) {
    this.#key = derive(masterKey, 'sidedoor sealed values');
    this.#versionKey = derive(masterKey, 'sidedoor secret versions');
    this.#keyId = createHmac('sha256', this.#versionKey).update('key id').digest('hex').slice(0, 8);
  }

  close(value: string, place: string): string {
    const iv = randomBytes(ivBytes);
    const encrypt = createCipheriv(cipher, this.#key, iv, { authTagLength: tagBytes }).setAAD(
      Buffer.from(place),
    );
    const body = Buffer.concat([encrypt.update(value, 'utf8'), encrypt.final()]);
    return `1.${this.#keyId}.${Buffer.concat([iv, encrypt.getAuthTag(), body]).toString('base64')}`;
  }

  /** Undefined when the value was sealed with another key, for another place, or was changed. */
  open(sealed: string, place: string): string | undefined {
    const [version, keyId, blob] = sealed.split('.');
    if (version !== '1' || keyId !== this.#keyId || blob === undefined) return undefined;
    const bytes = Buffer.from(blob, 'base64');
    const decrypt = createDecipheriv(cipher, this.#key, bytes.subarray(0, ivBytes), {
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

  /** Tells two values of a secret apart without keeping either. */
  versionOf(secret: string): string {
    return createHmac('sha256', this.#versionKey).update(secret).digest('hex').slice(0, 16);
  }
}

function derive(masterKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', purpose, 32));
}
