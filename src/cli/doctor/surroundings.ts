import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { toConfig } from '../../config/load.ts';
import type { LoadedConfig } from '../../config/load.ts';
import { isSidedoorError } from '../../errors.ts';
import { openEngine } from '../engine.ts';
import { ok, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

/** The oldest Node.js that the package is tested on; "engines" in package.json says the same. */
const oldestNode = [20, 19] as const;

export function checkNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
  if (!isOld) return ok('node', version);
  return wrong('node', `${version} is too old`, `Install Node.js ${oldestNode.join('.')} or newer.`);
}

/** Whether others can read the file that the key of all sealed sessions is in. Looked at before an engine makes one. */
export function checkKey(env: NodeJS.ProcessEnv = process.env): Finding {
  if (env['SIDEDOOR_KEY'] !== undefined) return ok('key', 'from SIDEDOOR_KEY');
  const file = join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'sidedoor', 'key');
  if (!existsSync(file)) return ok('key', `${file}, made at the first need`);
  const mode = statSync(file).mode & 0o777;
  const isOpen = process.platform !== 'win32' && (mode & 0o077) !== 0;
  if (!isOpen) return ok('key', `${file}, mode ${mode.toString(8)}`);
  return wrong('key', `${file} can be read by others (mode ${mode.toString(8)})`, `Run: chmod 600 ${file}`);
}

/** Asks an engine without accounts, on a store and a key that vanish: whatever else is wrong, this can be told. */
export async function checkBrowser(config: LoadedConfig | undefined): Promise<Finding> {
  const store = await mkdtemp(join(tmpdir(), 'sidedoor-doctor-'));
  const key = process.env['SIDEDOOR_KEY'];
  process.env['SIDEDOOR_KEY'] = randomBytes(32).toString('base64');
  const tried: string[] = [];
  try {
    const bare = toConfig({ accounts: {}, store, logLevel: 'silent', browser: config?.browser ?? {} }, store);
    const engine = await openEngine(bare);
    try {
      const { executablePath, channel, version, from } = await engine.browser.choice((candidate) =>
        tried.push(`${candidate.what} (${candidate.from}): ${candidate.refused ?? 'taken'}`),
      );
      if (config?.browser.remote) return ok('browser', `${from}, version ${version}`);
      const what = executablePath ?? `the channel ${channel}`;
      return { ...ok('browser', `${what}${version ? ` ${version}` : ''}, from ${from}`), tried };
    } finally {
      await engine.close();
    }
  } catch (error) {
    if (isSidedoorError(error)) return { ...wrong('browser', error.message, error.hint), tried };
    throw error;
  } finally {
    if (key === undefined) delete process.env['SIDEDOOR_KEY'];
    else process.env['SIDEDOOR_KEY'] = key;
    await rm(store, { recursive: true, force: true });
  }
}
