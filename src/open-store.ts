import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInput } from './errors.ts';
import type { LoadedConfig } from './config/load.ts';
import { isAddress, openStoreAt } from './journal/store.ts';
import type { Store } from './journal/store.ts';
import { References } from './secrets/references.ts';

/** The store of a config, open, and what else depends on where it is. */
export interface OpenStore {
  store: Store;
  /** Its address with the password, where it is on a server; then it may be shared by hosts. */
  address: string | undefined;
  /** Name of the chain of receipts in the folder of this host. */
  chain: string;
}

/** @throws InvalidInput when the address cannot be found, or the server not reached. */
export async function openConfiguredStore({ store: named, files }: LoadedConfig): Promise<OpenStore> {
  const where = await resolved(named);
  const store = await openStoreAt(where);
  if (!isAddress(where)) return { store, address: undefined, chain: '' };
  return { store, address: where, chain: chainOf(files) };
}

/** Whether the config's store is there already; one on a server is taken to be. */
export function hasStore({ store, files }: LoadedConfig): boolean {
  return store !== files || existsSync(join(store, 'journal.db'));
}

async function resolved(named: string): Promise<string> {
  if (!/^(env|file|exec|op|keyring):/.test(named)) return named;
  // The vault is in the store, so nothing about the store is in the vault.
  const where = await new References({ get: async () => undefined }).resolve(named);
  if (isAddress(where) && URL.canParse(where)) return where;
  throw new InvalidInput(`The config's store ${named} does not hold an address of PostgreSQL.`, {
    hint: 'It must look like postgres://user:password@host:5432/database. A folder is named in the config itself.',
  });
}

/** Receipts are chained by folder: a name beside them says which chain it is, wherever the folder is moved or shared. */
function chainOf(files: string): string {
  mkdirSync(files, { recursive: true, mode: 0o700 });
  const file = join(files, 'chain');
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${randomUUID()}\n`, { mode: 0o600, flush: true });
    try {
      // Of two processes that start at once one names it, and nobody reads half a name.
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }
  const name = readFileSync(file, 'utf8').trim();
  if (name) return name;
  throw new InvalidInput(`${file} is empty, so the receipts beside it belong to no chain.`, {
    hint: 'Move the folder away as a whole and start again: a new one is made. Its receipts can still be verified.',
  });
}
