import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { InvalidInput } from '../errors.ts';
import { configSchema } from './schema.ts';
import type { Config } from './schema.ts';

const fileNames = ['sidedoor.config.ts', 'sidedoor.config.js', 'sidedoor.config.mjs', 'sidedoor.config.json'];

/** A config with every path absolute. `store` is a path unless it names a server. */
export interface LoadedConfig extends Config {
  /** The file it came from. */
  file: string;
  /** Folder for receipts and evidence: the store's own, if that is one. */
  files: string;
}

/**
 * Finds and reads the config: the named file, or the nearest one upwards from `cwd`.
 *
 * @throws InvalidInput naming the path inside the file and the fix.
 */
export async function loadConfig(
  named: string | undefined,
  cwd: string,
  importModule: (file: string) => Promise<unknown>,
): Promise<LoadedConfig> {
  const file = named === undefined ? nearest(cwd) : resolve(cwd, named);
  if (file === undefined || !existsSync(file)) {
    throw new InvalidInput(
      named === undefined ? `No sidedoor.config.ts in ${cwd} or above.` : `There is no ${file}.`,
      {
        hint: 'Name it with --config, or make one: the README shows it. `sidedoor demo` needs none.',
      },
    );
  }
  return toConfig(await read(file, importModule), file);
}

/** Validates a config and makes its paths absolute. */
export function toConfig(value: unknown, file: string): LoadedConfig {
  const parsed = configSchema.safeParse(value);
  if (!parsed.success) {
    throw new InvalidInput(`${file} is not right:\n${z.prettifyError(parsed.error)}`, {
      hint: 'Correct the file at the places named.',
    });
  }
  const absolute = (path: string) => (isAbsolute(path) ? path : resolve(dirname(file), path));
  const { store: named, files, flows } = parsed.data;
  const isFolder = !/^(postgres(ql)?|op):\/\/|^(env|file|exec|keyring):/.test(named);
  if (isFolder && files !== undefined) {
    throw new InvalidInput(`${file} names a folder as "store", and "files" besides.`, {
      hint: 'Leave out "files": receipts and evidence are in the folder of the store.',
    });
  }
  const store = isFolder ? absolute(named) : named;
  const accounts = Object.fromEntries(
    Object.entries(parsed.data.accounts).map(([name, { files: folders, ...account }]) => [
      name,
      { ...account, ...(folders && { files: folders.map(absolute) }) },
    ]),
  );
  return {
    ...parsed.data,
    file,
    accounts,
    store,
    files: isFolder ? store : absolute(files ?? '.sidedoor'),
    flows: flows.map(absolute),
  };
}

function nearest(from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const found = fileNames.map((name) => join(folder, name)).find((file) => existsSync(file));
    if (found || folder === dirname(folder)) return found;
  }
}

async function read(file: string, importModule: (file: string) => Promise<unknown>): Promise<unknown> {
  try {
    if (file.endsWith('.json')) return JSON.parse(readFileSync(file, 'utf8')) as unknown;
    const module = await importModule(file);
    return (module as { default?: unknown }).default;
  } catch (error) {
    throw new InvalidInput(
      `${file} could not be read: ${error instanceof Error ? error.message : String(error)}`,
      {
        hint: 'It must have a default export made with defineConfig({ … }).',
      },
    );
  }
}
