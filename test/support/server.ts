import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfigInput } from '../../src/config/schema.ts';

const main = new URL('../../dist/src/main.js', import.meta.url).pathname;

/** Writes a config, and answers how to start a stdio server on it. */
export async function stdioServer(folder: string, config: ConfigInput, name = 'sidedoor.config.json') {
  const file = join(folder, name);
  await writeFile(file, JSON.stringify(config));
  return { command: process.execPath, args: [main, 'mcp', '--config', file] };
}
