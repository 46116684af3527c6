import { fileURLToPath } from 'node:url';
import type { Jiti } from 'jiti';

/**
 * Imports a user's module, TypeScript included, without a build step. Inside it the package's own name means the very
 * engine that runs, and `zod` means the engine's, wherever the file lies.
 *
 * What several of them import is evaluated once, as in any program: flow files of a pack share its modules, and what these
 * remember. So one is imported after the other, because the loader knows a module only when it has been evaluated; and the
 * whole is done sooner than when each file has its imports transformed again.
 */
export async function importModule(file: string): Promise<unknown> {
  if (isCompiledPack(file)) return import(file);
  loader ??= import('jiti').then(({ createJiti }) =>
    createJiti(import.meta.url, {
      alias: { 'sidedoor-mcp': own('../index'), zod: fileURLToPath(import.meta.resolve('zod')) },
      interopDefault: false,
    }),
  );
  const jiti = await loader;
  const imported = last.then(() => jiti.import(file));
  last = imported.catch(() => undefined);
  return imported;
}

let loader: Promise<Jiti> | undefined;
/** Settles when no file is being imported. */
let last: Promise<unknown> = Promise.resolve();

/** Our own packs are compiled and find the package by its own name; whatever else there is needs the aliases. */
function isCompiledPack(file: string): boolean {
  return file.endsWith('.js') && file.startsWith(fileURLToPath(new URL('../..', import.meta.url)));
}

/** This file is TypeScript in the repository and JavaScript in the package; so is what stands beside it. */
function own(path: string): string {
  return fileURLToPath(new URL(`${path}${import.meta.url.slice(-3)}`, import.meta.url));
}
