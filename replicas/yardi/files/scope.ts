import type { Records } from '../data/records.ts';

/** The properties that a code means: one, several with `^` between them, or the list `.all`. */
export function propertiesOf({ properties }: Records, code: string): Records['properties'] | undefined {
  const wanted = code.trim().toLowerCase();
  if (wanted === '.all') return properties;
  const found = wanted.split('^').map((one) => properties.find((property) => property.code === one));
  return found.every((one) => one !== undefined) ? found : undefined;
}

/** What the lookup shows beside a code; empty where it knows none. */
export function describe(records: Records, code: string): string {
  const found = propertiesOf(records, code);
  if (!found) return '';
  return code.trim().toLowerCase() === '.all' ? 'All Properties' : found.map(({ name }) => name).join(', ');
}

/**
 * What a report covers, and its "Name (code)". A code that the lookup does not know is as good as none: then it is all
 * properties, without a word about it.
 */
export function scopeOf(
  records: Records,
  code: string,
  ignored: boolean,
): { codes: string[]; label: string } {
  const found = ignored ? undefined : propertiesOf(records, code);
  if (!found || code.trim().toLowerCase() === '.all')
    return { codes: records.properties.map((one) => one.code), label: 'All Properties (.all)' };
  return {
    codes: found.map((one) => one.code),
    label: `${found.map(({ name }) => name).join(', ')} (${found.map((one) => one.code).join('^')})`,
  };
}
