import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { InvalidInput } from '../errors.ts';

/**
 * The key that seals sessions: `SIDEDOOR_KEY` (32 bytes in base64), or a key file made at the first need in the user's
 * config folder, readable by him alone. It lies apart from the store, so that a copied or backed-up store opens nothing.
 */
export function masterKey(env: NodeJS.ProcessEnv = process.env): Buffer {
  const given = env['SIDEDOOR_KEY'];
  const key = Buffer.from(given ?? readOrMake(keyFile(env)), 'base64');
  if (key.length !== 32) {
    throw new InvalidInput(`${given ? 'SIDEDOOR_KEY' : keyFile(env)} is not a key of 32 bytes in base64.`, {
      hint: 'Make one with: openssl rand -base64 32',
    });
  }
  return key;
}

export function keyFile(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'sidedoor', 'key');
}

function readOrMake(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
    try {
      // Of two processes that start at once exactly one makes the key, and nobody reads half of it.
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }
  return readFileSync(file, 'utf8').trim();
}
