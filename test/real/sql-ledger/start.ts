/** Starts and stops the real SQL-Ledger for a test, on free ports and with a folder of its own. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export interface SqlLedger {
  /** Base URL, with a slash at its end. */
  url: string;
  pgPort: number;
  /** The key of a login's session. SQL-Ledger makes a new one at each sign-in, and at nothing else. */
  sessionOf(login: Login): Promise<string>;
  /** How many passwords the web server has been sent so far, by its access log. */
  passwordsSent(): Promise<number>;
  /** Path of a file in the application's folder of logins and locks. */
  userFile(name: string): string;
  stop(): Promise<void>;
}

export async function startSqlLedger(): Promise<SqlLedger> {
  const folder = await mkdtemp(join(tmpdir(), 'sidedoor-sql-ledger-'));
  const userFile = (name: string) => join(folder, 'app/users', name);
  const env = { ...process.env, RUN: folder, HTTP_PORT: '0', PG_PORT: '0' };
  const { stdout } = await execute(script('up.sh'), { env });
  const { url, pgPort } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
    url: string;
    pgPort: number;
  };
  return {
    url,
    pgPort,
    userFile,
    async sessionOf(login) {
      const file = await readFile(userFile(`${login}@lakeside.conf`), 'utf8');
      return /sessionkey => '(\d+)'/.exec(file)?.[1] ?? '';
    },
    async passwordsSent() {
      // The web server writes its log in blocks: it is there when what was asked last is.
      const marker = `marker=${randomUUID()}`;
      await fetch(new URL(`login.pl?${marker}`, url));
      for (;;) {
        const log = await readFile(join(folder, 'log/access.log'), 'utf8');
        if (log.includes(marker)) return [...log.matchAll(/ POST \S*\/login\.pl/g)].length;
        await sleep(100);
      }
    },
    stop: async () => {
      await execute(script('down.sh'), { env });
    },
  };
}

/** Logins of the seed; passwords are the login and "pw". The viewer may add nothing; short's session lasts 10 seconds. */
export type Login = 'clerk' | 'clerk2' | 'viewer' | 'short';

export const passwordOf = (login: Login) => `${login}pw`;

/** Signs in from elsewhere, by plain HTTP: SQL-Ledger then ends the session that the login had before. */
export async function signInElsewhere({ url }: SqlLedger, login: Login): Promise<void> {
  const body = new URLSearchParams({
    path: 'bin/mozilla',
    action: 'login',
    login,
    password: passwordOf(login),
    js: '1',
  });
  const response = await fetch(new URL('login.pl', url), {
    method: 'POST',
    body,
    headers: { 'user-agent': 'Mozilla/5.0' },
  });
  if (!/<frame name="main_window"/i.test(await response.text())) throw new Error(`${login} cannot sign in`);
}
