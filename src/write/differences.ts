import { canonical } from '../journal/canonical.ts';

/** What differs between what was shown and what is, field by field, for a person: "amount was 10.00 and is 12.00". */
export function differences(shown: Record<string, unknown>, now: Record<string, unknown>): string[] {
  const fields = new Set([...Object.keys(shown), ...Object.keys(now)]);
  return [...fields]
    .filter((field) => canonical(shown[field] ?? null) !== canonical(now[field] ?? null))
    .map((field) => `${field} was ${text(shown[field])} and is ${text(now[field])}`);
}

function text(value: unknown): string {
  return value === undefined ? 'not there' : canonical(value).slice(0, 80);
}
