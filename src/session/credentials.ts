import { readFile } from 'node:fs/promises';
import { InvalidInput } from '../errors.ts';

/**
 * Resolves a reference to a secret: `env:NAME` or `file:/path` (its content without the closing line break).
 *
 * @throws InvalidInput that names the reference, never the value.
 */
export async function resolveSecret(reference: string): Promise<string> {
  const [, scheme, place = ''] = /^(\w+):(.*)$/s.exec(reference) ?? [];
  const value = scheme === 'env' ? process.env[place] : scheme === 'file' ? await content(place) : undefined;
  if (!value) {
    throw new InvalidInput(`The secret ${reference} is not set.`, {
      hint:
        scheme === 'env'
          ? `Set ${place} in the environment that the server is started with (in a client's config: its "env").`
          : 'Correct the reference in the config, or write the file.',
    });
  }
  return value;
}

async function content(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}
