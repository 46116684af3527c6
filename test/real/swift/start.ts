/** Starts and stops OpenStack Swift with its S3 interface for a test, on free ports and with a folder of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('serve.py', import.meta.url));

export interface Swift extends AsyncDisposable {
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export async function startSwift(): Promise<Swift> {
  const folder = await mkdtemp(join(tmpdir(), 'sidedoor-swift-'));
  const [accessKeyId, secretAccessKey] = ['sidedoor:test', 'not/so+secret'];
  // Debian's own interpreter: the package is installed for no other.
  const child = spawn('/usr/bin/python3', [script, folder, accessKeyId, secretAccessKey], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const lines = createInterface({ input: child.stdout });
  const first = once(lines, 'line') as Promise<[string]>;
  const ended = once(child, 'close').then(() => undefined);
  const port = await Promise.race([first.then(([line]) => line), ended]);
  if (port === undefined) throw new Error(`swift did not start; has install.sh run? It says:\n${said}`);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    accessKeyId,
    secretAccessKey,
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
