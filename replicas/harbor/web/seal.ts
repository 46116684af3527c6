import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Signs what a page carries in its hidden fields, for one session: nobody else's page and no edited one is accepted. */
export class Seal {
  readonly #key = randomBytes(32);

  close(content: unknown, owner: string): string {
    const json = Buffer.from(JSON.stringify(content));
    return `/wEP${Buffer.concat([this.#mac(json, owner), json]).toString('base64')}`;
  }

  /** `undefined` for anything that this seal did not close for this owner. */
  open(sealed: string, owner: string): unknown {
    if (!sealed.startsWith('/wEP')) return undefined;
    const bytes = Buffer.from(sealed.slice(4), 'base64');
    const mac = bytes.subarray(0, 20);
    const json = bytes.subarray(20);
    if (mac.length !== 20 || !timingSafeEqual(mac, this.#mac(json, owner))) return undefined;
    return JSON.parse(json.toString());
  }

  #mac(json: Buffer, owner: string): Buffer {
    return createHmac('sha1', this.#key).update(owner).update('\0').update(json).digest();
  }
}
