import { createHash } from 'node:crypto';

/**
 * One text for one JSON value: keys in the order of their UTF-16 code units, no spaces, numbers and strings as JSON.stringify
 * writes them. What JSON cannot hold is left out first, as JSON.stringify does.
 */
export function canonical(value: unknown): string {
  return write(JSON.parse(JSON.stringify(value) ?? 'null'));
}

/** SHA-256 of a value's canonical JSON, in hex. */
export function digestOf(value: unknown): string {
  return sha256(canonical(value));
}

/** In hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Writes text right away: building sorted objects would lose a key named "__proto__" and move those that are numbers. */
function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${write(each)}`).join(',')}}`;
}
