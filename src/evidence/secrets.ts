const mask = '[secret]';

/** Shorter values would blot out ordinary text; a login with a shorter password is beyond help. */
const shortest = 4;

/** Cookies come and go; of those the most recent are remembered. */
const rememberedCookies = 1_000;

/**
 * Every secret this process has had in hand, and the way to blot them out of a text: as they are, and as they look
 * URL-encoded, in base64, HTML- or JSON-escaped.
 */
export class Secrets {
  readonly #passwords = new Set<string>();
  readonly #cookies = new Set<string>();
  #pattern: RegExp | undefined;

  addPassword(value: string): void {
    if (value.length < shortest || this.#passwords.has(value)) return;
    this.#passwords.add(value);
    this.#pattern = undefined;
  }

  addCookies(values: string[]): void {
    for (const value of values) {
      // A short cookie ("1", "en") is a preference, not a session.
      if (value.length < 12 || this.#cookies.has(value)) continue;
      this.#cookies.add(value);
      this.#pattern = undefined;
    }
    for (const oldest of this.#cookies) {
      if (this.#cookies.size <= rememberedCookies) break;
      this.#cookies.delete(oldest);
    }
  }

  readonly scrub = (text: string): string => {
    if (this.#passwords.size + this.#cookies.size === 0) return text;
    this.#pattern ??= toPattern([...this.#passwords, ...this.#cookies]);
    return text.replace(this.#pattern, mask);
  };

  /** The same over every string of a JSON value. */
  scrubValue<T>(value: T): T {
    return JSON.parse(
      JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? this.scrub(part) : part)),
    ) as T;
  }

  /** Whether a field's value is one of them: such a field is masked on screenshots. */
  passwords(): string[] {
    return [...this.#passwords];
  }
}

function toPattern(values: string[]): RegExp {
  const forms = new Set(values.flatMap(encodings));
  // Longest first: a value that contains another must go as a whole.
  const ordered = [...forms].toSorted((a, b) => b.length - a.length);
  return new RegExp(ordered.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
}

function encodings(value: string): string[] {
  const url = encodeURIComponent(value);
  const html = value.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
  const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  const base64 = Buffer.from(value).toString('base64');
  return [
    value,
    url,
    url.replaceAll('%20', '+'),
    url.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()),
    base64,
    base64.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'),
    html,
    value.replace(/[&<>"]/g, (char) => named[char] ?? char),
    JSON.stringify(value).slice(1, -1),
    // As the bytes of a trace look when they are read as Latin-1.
    Buffer.from(value).toString('latin1'),
  ];
}
