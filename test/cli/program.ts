import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, tinyPack } from '../support/engine.ts';
import { startTinyApp } from '../support/tiny-app.ts';
import type { TinyApp } from '../support/tiny-app.ts';

/** As `npm run build` left it. */
const main = new URL('../../dist/src/main.js', import.meta.url).pathname;

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The built program, while it runs. */
export interface Started {
  child: ChildProcess;
  pid: number;
  stdout(): string;
  stderr(): string;
  /** Resolves when it has ended and all that it wrote has arrived. */
  ended: Promise<Ended>;
}

export interface Surroundings {
  cwd?: string;
  /** On top of our own; undefined takes a variable away. */
  env?: Record<string, string | undefined>;
}

export function start(args: string[], { cwd, env }: Surroundings = {}): Started {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: 'pipe',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, pid: child.pid!, stdout: () => stdout, stderr: () => stderr, ended };
}

/** Runs the built program to its end. */
export async function sidedoor(args: string[], surroundings?: Surroundings, stdin = ''): Promise<Ended> {
  const { child, ended } = start(args, surroundings);
  child.stdin!.end(stdin);
  return ended;
}

export interface Site extends AsyncDisposable {
  app: TinyApp;
  folder: string;
  /** The source of its config. */
  config: string;
  /** Where and with what the program is run. */
  at: { cwd: string; env: Record<string, string> };
  /** Runs the program there. */
  sidedoor(args: string[], stdin?: string): Promise<Ended>;
}

/**
 * A user's own project far from the package: a config and a pack in TypeScript, which say `sidedoor-mcp` and `zod`
 * without having either installed; and the application that its accounts, `main` and `spare`, belong to.
 */
export async function createSite(): Promise<Site> {
  const folder = await temporaryFolder();
  const app = await startTinyApp();
  await cp(tinyPack, join(folder.path, 'flows/tiny'), { recursive: true });
  const config = configFor(app.url);
  await writeFile(join(folder.path, 'sidedoor.config.ts'), config);
  const at = { cwd: folder.path, env: { TINY_PASSWORD: app.state.password } };
  return {
    app,
    folder: folder.path,
    config,
    at,
    sidedoor: (args, stdin) => sidedoor(args, at, stdin),
    async [Symbol.asyncDispose]() {
      await app.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const configFor = (url: string) => `
const account = { app: 'tiny', url: '${url}', password: 'env:TINY_PASSWORD' };
export default {
  flows: ['./flows'],
  accounts: { main: { ...account, username: 'clerk' }, spare: { ...account, username: 'other' } },
};
`;

/** The one JSON document that a command with --json printed. */
export function json<T = Record<string, unknown>>({ stdout }: Ended): T {
  return JSON.parse(stdout) as T;
}
