/** Starts and stops the real Request Tracker for a test, on a free port and with a folder of its own. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export interface RequestTracker {
  /** Base URL, with a slash at its end. */
  url: string;
  /** Path of its SQLite database. */
  database: string;
  /** Ends every session: the next request of each goes to the login form. */
  forgetSessions(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRequestTracker(): Promise<RequestTracker> {
  const folder = await mkdtemp(join(tmpdir(), 'sidedoor-request-tracker-'));
  const env = { ...process.env, RUN: folder, HTTP_PORT: '0' };
  const { stdout } = await execute(script('up.sh'), { env });
  const { url, database } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
    url: string;
    database: string;
  };
  const sessions = join(folder, 'session');
  return {
    url,
    database,
    async forgetSessions() {
      for (const name of await readdir(sessions))
        await rm(join(sessions, name), { recursive: true, force: true });
    },
    stop: async () => {
      await execute(script('down.sh'), { env });
    },
  };
}

/**
 * Logins of the seed. The night desk lives in another time zone; the viewer may change nothing, the intake sees no ticket,
 * the tenant is a requestor.
 */
export const passwords = {
  dispatch: 'Quay-4-Lantern',
  dispatch2: 'Quay-4-Lantern',
  night: 'Owl-7-Ferry-Bell',
  viewer: 'Glass-2-Pier',
  intake: 'Mail-3-Chute',
  tenant: 'Porch-9-Lamp',
} as const;

export type Login = keyof typeof passwords;
