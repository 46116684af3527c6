import { decodeLayer } from './decode.ts';
import { formsOf } from './forms.ts';
import { Needles, shortest } from './needles.ts';
import type { Range } from './needles.ts';
import { scrubDeep } from './scrub-deep.ts';

const mask = '[secret]';

/** A short cookie ("1", "en") is a preference, not a session. */
const shortestCookie = 12;

/** Cookies come and go; of those the most recent are remembered. */
const rememberedCookies = 1_000;

/** A one-time code is worth nothing after this, and a number like any other. Milliseconds. */
const codeLife = 180_000;

/** What was encoded more often than this was not encoded by an application. */
const mostLayers = 4;

/**
 * Every secret this process has had in hand, and the way to blot them out of a text, however it is encoded: URL (also
 * twice), form, HTML, JSON, base64, hexadecimal. Not a proof against somebody who wants a secret out: one that is spelled
 * backwards, letter by letter or as a picture is not recognised.
 */
export class Secrets {
  readonly #passwords = new Set<string>();
  readonly #cookies = new Set<string>();
  readonly #codes = new Map<string, number>();
  /** Of cookies the forms are kept: they come by the hundred and one by one. */
  readonly #forms = new Map<string, string[]>();
  #needles: Needles | undefined;

  /** A password, or the secret that one-time codes come from. One of fewer than 4 characters is beyond help. */
  addPassword(value: string): void {
    if (value.length >= shortest && !this.#passwords.has(value)) this.#add(this.#passwords, value);
  }

  addCookies(values: string[]): void {
    for (const value of values) {
      if (value.length < shortestCookie) continue;
      // The one that was seen last is forgotten last.
      if (this.#cookies.delete(value)) this.#cookies.add(value);
      else this.#add(this.#cookies, value);
    }
    for (const oldest of this.#cookies) {
      if (this.#cookies.size <= rememberedCookies) break;
      this.#cookies.delete(oldest);
      this.#forms.delete(oldest);
      this.#needles = undefined;
    }
  }

  /** A one-time code: blotted out for three minutes where it stands by itself, not inside a longer number. */
  addCode(value: string): void {
    this.#codes.set(value, Date.now() + codeLife);
  }

  readonly scrub = (text: string): string => {
    const ranges = this.find(text);
    if (ranges.length === 0) return text;
    let scrubbed = '';
    let at = 0;
    for (const { start, end } of ranges) {
      scrubbed += text.slice(at, start) + mask;
      at = end;
    }
    return scrubbed + text.slice(at);
  };

  /** The same over every string of a JSON value, keys too. */
  scrubValue<T>(value: T): T {
    return scrubDeep(value, this.scrub) as T;
  }

  /** The same over an error: message, hint, stack, causes. It stays the same object, so its class and code stay. */
  scrubError<T>(error: T): T {
    return error instanceof Error ? (scrubDeep(error, this.scrub) as T) : this.scrubValue(error);
  }

  /** Where a text shows a secret: in order, apart from each other. */
  find(text: string): Range[] {
    const found: Range[] = [];
    this.#needles ??= new Needles([...this.#forms.values()].flat());
    // Index in the layer → index in the text.
    let source: Uint32Array | undefined;
    let layer = text;
    for (let depth = 0; depth <= mostLayers; depth++) {
      for (const { start, end } of [...this.#needles.find(layer), ...this.#findCodes(layer)]) {
        found.push(source ? { start: source[start]!, end: source[end]! } : { start, end });
      }
      const decoded = decodeLayer(layer);
      if (!decoded) break;
      layer = decoded.text;
      const before = source;
      source = before ? decoded.starts.map((at) => before[at]!) : decoded.starts;
    }
    return apart(found);
  }

  #add(to: Set<string>, value: string): void {
    to.add(value);
    this.#forms.set(value, formsOf(value));
    this.#needles = undefined;
  }

  #findCodes(text: string): Range[] {
    const ranges: Range[] = [];
    for (const [code, until] of this.#codes) {
      if (until < Date.now()) this.#codes.delete(code);
      for (let at = text.indexOf(code); at >= 0; at = text.indexOf(code, at + 1)) {
        const end = at + code.length;
        if (!isDigit(text[at - 1]) && !isDigit(text[end])) ranges.push({ start: at, end });
      }
    }
    return ranges;
  }
}

const isDigit = (character: string | undefined) => character !== undefined && /\d/.test(character);

function apart(ranges: Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && range.start < last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}
