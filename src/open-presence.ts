import { join } from 'node:path';
import type { LoadedConfig } from './config/load.ts';
import type { Store } from './journal/store.ts';
import type { Log } from './log.ts';
import { LocalPresence } from './queue/local-presence.ts';
import type { Presence } from './queue/presence.ts';

/** Given up sooner than a lane is lost by it. Milliseconds. */
const beatLimit = 3_000;

/** How this process shows the others that it lives: on one machine by a lock of the kernel, on several by the store. */
export async function openPresence(
  { files }: Pick<LoadedConfig, 'files'>,
  { store, address }: { store: Store; address: string | undefined },
  log: Log,
  isWorker = false,
): Promise<Presence> {
  if (address === undefined) return new LocalPresence(join(files, 'processes'));
  const [{ connectPostgres }, { SharedPresence }] = await Promise.all([
    import('./journal/postgres.ts'),
    import('./queue/shared-presence.ts'),
  ]);
  const beats = await connectPostgres(address, { most: 1, queryLimit: beatLimit });
  return SharedPresence.begin({ store, beats, isWorker, log });
}
