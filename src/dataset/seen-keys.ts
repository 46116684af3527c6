import { createHash } from 'node:crypto';

/** A table that is fuller than this is doubled. */
const fullest = 0.7;

/**
 * Which keys were seen, at 8 bytes a key and some room: the first 64 bits of their SHA-256. Of a million keys two have the
 * same with a chance of one in 30 million; then a list that is whole is called not proven.
 */
export class SeenKeys {
  #table = new BigUint64Array(1024);
  #count = 0;

  /** False when it was there already. */
  add(key: string): boolean {
    // Zero is an empty place.
    const mark = createHash('sha256').update(key).digest().readBigUInt64LE() || 1n;
    if (!put(this.#table, mark)) return false;
    this.#count += 1;
    if (this.#count > this.#table.length * fullest) this.#double();
    return true;
  }

  #double(): void {
    const larger = new BigUint64Array(this.#table.length * 2);
    for (const mark of this.#table) if (mark !== 0n) put(larger, mark);
    this.#table = larger;
  }
}

function put(table: BigUint64Array, mark: bigint): boolean {
  const last = table.length - 1;
  for (let at = Number(mark & BigInt(last)); ; at = (at + 1) & last) {
    const there = table[at]!;
    if (there === mark) return false;
    if (there !== 0n) continue;
    table[at] = mark;
    return true;
  }
}
