import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toConfig } from '../../config/load.ts';
import type { LoadedConfig } from '../../config/load.ts';
import { logLevel } from '../engine.ts';
import type { CommonOptions } from '../options.ts';

/** The built-in application with an account on it. */
export interface DemoHarbor {
  url: string;
  user: { name: string; password: string };
  config: LoadedConfig;
  /** The config's file, as a user would write it. */
  file: string;
  /** What the application saw: sign-ins and requests. */
  seen(): { signIns: number; requests: number };
  /** Ends the application and removes the store. */
  close(): Promise<void>;
}

/** Starts Harbor on a free port, with a config, a store and a key that vanish with it. */
export async function startDemoHarbor(options: CommonOptions): Promise<DemoHarbor> {
  const { harborUsers, startHarbor } = await import('../../../replicas/harbor/index.ts');
  const [user] = harborUsers;
  if (!user) throw new Error('Harbor has no users');
  // Sessions of the demo are of no use to anybody later, and no key is left in the user's home.
  process.env['SIDEDOOR_KEY'] ??= randomBytes(32).toString('base64');

  const folder = await mkdtemp(join(tmpdir(), 'sidedoor-demo-'));
  const harbor = await startHarbor();
  await writeFile(join(folder, 'password'), user.password, { mode: 0o600 });
  const account = {
    app: 'harbor',
    url: harbor.url,
    username: user.name,
    password: `file:${join(folder, 'password')}`,
    writes: 'confirm' as const,
  };
  const written = { accounts: { harbor: account }, store: join(folder, 'store') };
  const file = join(folder, 'sidedoor.config.json');
  await writeFile(file, `${JSON.stringify(written, null, 2)}\n`);
  const config = toConfig(written, file);
  return {
    url: harbor.url,
    user,
    file,
    config: { ...config, logLevel: logLevel(config, options, 'server') },
    seen() {
      const { signIns, requestCount } = harbor.inspect();
      return { signIns: signIns.length, requests: requestCount };
    },
    async close() {
      await harbor.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
