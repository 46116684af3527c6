import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findBrowser } from '../../../src/browser/find.ts';
import type { ConfigInput } from '../../../src/config/schema.ts';

const main = new URL('../../../dist/src/main.js', import.meta.url).pathname;

/** A process as it runs on a host of its own: with the config that all hosts share and a folder for its files. */
export interface Host extends AsyncDisposable {
  /** Also the User-Agent of its browser, so that the application's own log tells whose request it got. */
  name: string;
  child: ChildProcess;
  output(): string;
}

/** Starts `sidedoor <args>`, behind `prefix` where one is given; settles at the first line that it writes. */
export async function startHost(
  folder: string,
  name: string,
  args: string[],
  config: ConfigInput,
  prefix: readonly string[] = [],
): Promise<Host> {
  const home = join(folder, name);
  await mkdir(home);
  const file = join(home, 'sidedoor.config.json');
  await writeFile(file, JSON.stringify({ ...config, files: join(home, 'files') }));
  const env = { ...process.env, SIDEDOOR_BROWSER: await browserNamed(name, home) };
  const [program, ...rest] = [...prefix, process.execPath, main, ...args, '--config', file];
  const child = spawn(program, rest, { env, stdio: 'pipe' });
  let output = '';
  const line = new Promise<void>((resolve, reject) => {
    const hear = (text: Buffer) => {
      output += text.toString();
      if (output.includes('\n')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}: ${output}`)));
  });
  await line;
  return {
    name,
    child,
    output: () => output,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function browserNamed(name: string, folder: string): Promise<string> {
  const { executablePath } = await findBrowser({ headless: true }, chromium.executablePath());
  const file = join(folder, 'browser');
  await writeFile(file, `#!/bin/sh\nexec '${executablePath}' --user-agent=${name} "$@"\n`);
  await chmod(file, 0o755);
  return file;
}
