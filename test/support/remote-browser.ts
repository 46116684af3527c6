import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findBrowser } from '../../src/browser/find.ts';
import { neededArgs } from '../../src/browser/local.ts';

/** A browser that another process has started, as somebody would for a worker. */
export interface RemoteBrowser extends AsyncDisposable {
  kind: 'server' | 'cdp';
  address: string;
  isRunning(): boolean;
  kill(): Promise<void>;
}

const always = ['--disable-gpu', '--disable-background-networking', '--no-sandbox'];

export async function startRemoteBrowser(
  kind: 'server' | 'cdp',
  args: readonly string[] = neededArgs,
): Promise<RemoteBrowser> {
  const { executablePath } = await findBrowser({ headless: true }, chromium.executablePath());
  if (executablePath === undefined) throw new Error('there is no browser to start');
  const folder = await mkdtemp(join(tmpdir(), 'sidedoor-remote-'));
  const all = [...always, ...args];
  const child =
    kind === 'cdp'
      ? spawn(executablePath, [
          ...all,
          '--headless',
          '--remote-debugging-port=0',
          `--user-data-dir=${folder}`,
          'about:blank',
        ])
      : spawn(process.execPath, ['-e', script(executablePath, all)]);
  const address = await addressOf(child);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    // A server that is told to end takes its browser along.
    child.kill(kind === 'cdp' ? 'SIGKILL' : 'SIGTERM');
    await ended;
  };
  return {
    kind,
    address,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill,
    async [Symbol.asyncDispose]() {
      await kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const playwright = createRequire(import.meta.url).resolve('playwright');

const script = (executablePath: string, args: string[]) => `
  const { chromium } = require(${JSON.stringify(playwright)});
  const options = ${JSON.stringify({ executablePath, args, chromiumSandbox: false })};
  chromium.launchServer(options).then((server) => console.error('listening on ' + server.wsEndpoint()));`;

function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  child.stdout?.resume();
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, address] = /listening on (ws:\/\/\S+)\s/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`the browser did not start: ${said}`)));
  });
}
