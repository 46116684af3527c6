import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright';
import { findBrowser } from '../../src/browser/find.ts';
import { neededArgs } from '../../src/browser/local.ts';
import { descendants } from './processes.ts';

/** A Playwright server, or a browser, that was started apart from us, as somebody would for a worker. */
export interface RemoteBrowser extends AsyncDisposable {
  address: string;
  /** What the config must name besides: the server's machine has no browser of Playwright's own. */
  executablePath: string | undefined;
  isRunning(): boolean;
  /** How many processes there are of the browsers that a server has started. */
  browserProcesses(): number;
  kill(): Promise<void>;
}

export async function startBrowserOverCdp(args: readonly string[] = neededArgs): Promise<RemoteBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'sidedoor-remote-'));
  const quiet = ['--headless', '--disable-gpu', '--disable-background-networking', '--no-sandbox'];
  const own = ['--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'];
  const browser = await started(spawn(await executable(), [...quiet, ...args, ...own]));
  return {
    ...browser,
    executablePath: undefined,
    async [Symbol.asyncDispose]() {
      await browser.kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');

/** `prefix`: put before its command. */
export async function startPlaywrightServer(
  more: readonly string[] = ['--unsafe'],
  prefix: readonly string[] = [],
): Promise<RemoteBrowser> {
  const own = [process.execPath, cli, 'run-server', '--port', '0'];
  const [command = '', ...args] = [...prefix, ...own, ...more];
  const server = await started(spawn(command, args));
  return { ...server, executablePath: await executable(), [Symbol.asyncDispose]: server.kill };
}

export async function executable(): Promise<string> {
  const { executablePath } = await findBrowser({ headless: true }, chromium.executablePath());
  if (executablePath === undefined) throw new Error('there is no browser to start');
  return executablePath;
}

async function started(child: ChildProcess) {
  const address = await addressOf(child);
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const kill = async () => {
    if (!isRunning()) return;
    const ended = once(child, 'exit');
    // At once: the pipes of a server end, and with them its browsers.
    child.kill('SIGKILL');
    await ended;
  };
  const browserProcesses = () =>
    descendants(child.pid!).filter(({ command }) => command.includes('--sidedoor-connection=')).length;
  return { address, isRunning, browserProcesses, kill };
}

function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const [, address] = /listening on (ws:\/\/\S+)\s/i.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    };
    child.stderr?.on('data', hear);
    child.stdout?.on('data', hear);
    child.once('exit', () => reject(new Error(`it did not start: ${said}`)));
  });
}
