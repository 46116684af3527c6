import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { compose } from '../../src/compose.ts';
import { toConfig } from '../../src/config/load.ts';
import type { ConfigInput } from '../../src/config/schema.ts';
import type { RunReport } from '../../src/runs.ts';

export const tinyPack = new URL('tiny-pack', import.meta.url).pathname;

/** A key of the tests' own, so that none is made in the home folder of whoever runs them. */
process.env['SIDEDOOR_KEY'] ??= Buffer.alloc(32, 7).toString('base64');

/** A folder that goes away with the test. */
export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'sidedoor-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** The store of a test in that folder: in it, or a schema named like it where the tests are told of a PostgreSQL. */
export function storeOf(folder: string): { store: string; files?: string } {
  const server = process.env['SIDEDOOR_TEST_POSTGRES'];
  if (server === undefined) return { store: folder };
  const schema = basename(folder).toLowerCase().replaceAll(/\W/g, '_');
  return { store: `${server}?options=-c%20search_path%3D${schema}`, files: folder };
}

export function tinyConfig(url: string, folder: string, more: Partial<ConfigInput> = {}): ConfigInput {
  process.env['TINY_PASSWORD'] ??= 'sesame-42';
  const account = { app: 'tiny', url, username: 'clerk', password: 'env:TINY_PASSWORD' };
  return { flows: [tinyPack], ...storeOf(folder), logLevel: 'silent', accounts: { main: account }, ...more };
}

/** A whole engine in this process. */
export async function startEngine(config: ConfigInput) {
  const folder = config.files ?? config.store ?? '.';
  const engine = await compose(toConfig(config, join(folder, 'sidedoor.config.ts')));
  return {
    ...engine,
    /** Starts a run and waits for its end. Throws what `start` refuses. */
    async run(tool: string, args: Record<string, unknown> = {}, time = 60_000): Promise<RunReport> {
      return engine.runs.wait(await engine.runs.start({ tool, args }), time);
    },
    [Symbol.asyncDispose]: () => engine.close(),
  };
}
