/** Fewer characters say nothing. */
export const shortest = 4;

export interface Range {
  start: number;
  end: number;
}

/**
 * Many fixed strings, looked for in one pass: a bitmap of how they begin passes over what cannot be one of them, so a
 * thousand cost hardly more than one.
 */
export class Needles {
  readonly #byHead = new Map<string, string[]>();
  readonly #bitmap = new Uint8Array(1 << 16);

  constructor(values: Iterable<string>) {
    for (const value of new Set(values)) {
      if (value.length < shortest) continue;
      const head = value.slice(0, shortest);
      this.#byHead.set(head, [...(this.#byHead.get(head) ?? []), value]);
      this.#bitmap[digest(value, 0)] = 1;
    }
    for (const same of this.#byHead.values()) same.sort((a, b) => b.length - a.length);
  }

  /** Where they stand, overlapping ones too: each place is told with the longest that begins there. */
  find(text: string): Range[] {
    const found: Range[] = [];
    for (let at = 0; at + shortest <= text.length; at++) {
      if (this.#bitmap[digest(text, at)] === 0) continue;
      const here = this.#byHead.get(text.slice(at, at + shortest));
      const needle = here?.find((value) => text.startsWith(value, at));
      if (needle !== undefined) found.push({ start: at, end: at + needle.length });
    }
    return found;
  }
}

function digest(text: string, at: number): number {
  return (
    (text.charCodeAt(at) ^
      (text.charCodeAt(at + 1) << 4) ^
      (text.charCodeAt(at + 2) << 8) ^
      (text.charCodeAt(at + 3) << 11)) &
    0xffff
  );
}
