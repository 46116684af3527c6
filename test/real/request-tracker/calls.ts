import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startEngine } from '../../support/engine.ts';
import { passwords } from './start.ts';
import type { Login, RequestTracker } from './start.ts';

export interface Calls extends AsyncDisposable {
  /** The output of a call that must succeed. */
  answer<Output>(flow: string, args?: Record<string, unknown>, login?: Login): Promise<Output>;
  /** The error of a call that must fail. */
  refusal(
    flow: string,
    args: Record<string, unknown>,
    login?: Login,
  ): Promise<{ code: string; message: string; hint: string }>;
}

/** A whole engine in this process, with an account for each login. */
export async function openCalls(tracker: RequestTracker, logins: Login[]): Promise<Calls> {
  const folder = await mkdtemp(join(tmpdir(), 'sidedoor-real-calls-'));
  for (const login of logins) process.env[variable(login)] = passwords[login];
  const accounts = logins.map((login) => [
    login,
    { app: 'request-tracker', url: tracker.url, username: login, password: `env:${variable(login)}` },
  ]);
  const engine = await startEngine({
    store: join(folder, 'store'),
    logLevel: 'silent',
    accounts: Object.fromEntries(accounts) as never,
  });
  const run = (flow: string, args: Record<string, unknown>, login: Login) =>
    engine.run(`request_tracker_${flow}`, { ...args, ...(logins.length > 1 && { account: login }) }, 110_000);
  return {
    async answer<Output>(flow: string, args: Record<string, unknown> = {}, login: Login = 'dispatch') {
      const { state, output, error } = await run(flow, args, login);
      expect(error ?? state).toBe('done');
      return output as Output;
    },
    async refusal(flow, args, login = 'dispatch') {
      const { error } = await run(flow, args, login);
      if (!error) throw new Error(`${flow} answered ${JSON.stringify(args)} without an error`);
      return error;
    },
    async [Symbol.asyncDispose]() {
      await engine[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

const variable = (login: Login) => `REAL_RT_${login.toUpperCase()}_PASSWORD`;
