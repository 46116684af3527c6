/**
 * A name of the database as a screen of SQL-Ledger shows it, once the charset of the page is repaired. What somebody
 * typed into the application is stored as UTF-8 taken for Latin-1, and shows as it was typed; the application escapes
 * nothing, so that a browser takes "<Harbor>" for a tag.
 */
export function asShown(stored: string): string {
  const bytes = Buffer.from(stored, 'latin1');
  const untyped = bytes.toString('latin1') === stored ? decoded(bytes) : undefined;
  return (untyped ?? stored)
    .replace(/<[a-z][^>]*>/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
