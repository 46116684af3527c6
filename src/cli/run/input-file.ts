import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { InvalidInput } from '../../errors.ts';

/**
 * Reads a flow's input as one JSON object from a file, or from stdin for "-".
 *
 * @throws InvalidInput
 */
export async function readInput(file: string): Promise<Record<string, unknown>> {
  const name = file === '-' ? 'stdin' : file;
  const json = file === '-' ? await text(process.stdin) : await content(file);
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new InvalidInput(`${name} does not hold a JSON object.`, { hint: 'For example: {"status": "open"}' });
}

async function content(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new InvalidInput(`${file} cannot be read.`, { hint: 'Name a JSON file, or "-" for stdin.' });
  }
}
