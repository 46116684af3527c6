import type { Command } from 'commander';
import { InvalidInput } from '../errors.ts';
import { accountStatus } from './account-status.ts';
import type { AccountStatus } from './account-status.ts';
import { withEngine } from './engine.ts';
import { defineSub, withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { note, print, printJson } from './terminal/print.ts';
import { printTable } from './terminal/table.ts';
import { ago, isoTime } from './terminal/times.ts';

export function define(command: Command): void {
  withExample(command, 'sidedoor accounts', 'sidedoor accounts resume lakeside').action(async () =>
    list(command.optsWithGlobals()),
  );
  const sub = defineSub(command, 'resume <account>', 'let a paused account sign in again, once');
  withExample(sub, 'sidedoor accounts resume lakeside').action(async (name: string) =>
    resume(name, sub.optsWithGlobals()),
  );
}

async function list(options: CommonOptions): Promise<void> {
  const statuses = await withEngine(options, (engine) =>
    Promise.all([...engine.accounts.values()].map((account) => accountStatus(account, engine))),
  );
  if (options.json) {
    printJson({ accounts: statuses.map(toJson) });
    return;
  }
  printTable({
    columns: ['account', 'state', 'queue', 'app', 'user', 'url', 'session', 'last sign-in'],
    rows: statuses.map((status) => [
      status.name,
      stateText(status),
      queueText(status),
      status.app,
      status.username,
      status.url,
      sessionText(status),
      signInText(status),
    ]),
  });
  for (const { name, paused } of statuses) {
    if (paused === undefined) continue;
    note(`\n${name}: ${paused.why}`);
    note(paused.hint);
  }
}

async function resume(name: string, options: CommonOptions): Promise<void> {
  const wasPaused = await withEngine(options, async (engine) => {
    const account = engine.accounts.get(name);
    if (!account) {
      throw new InvalidInput(`There is no account "${name}".`, {
        hint: `There are: ${[...engine.accounts.keys()].join(', ') || 'none'}.`,
      });
    }
    const { paused } = await accountStatus(account, engine);
    await engine.guard.resume(name);
    return paused !== undefined;
  });
  if (options.json) printJson({ account: name, resumed: wasPaused });
  else print(wasPaused ? `${name} may sign in again.` : `${name} was not paused.`);
}

function toJson({ name, app, url, username, sessions, standing, paused, queue }: AccountStatus) {
  return {
    name,
    app,
    url,
    username,
    queue,
    paused: paused
      ? { kind: standing.pause, ...paused, until: paused.until === null ? null : isoTime(paused.until) }
      : null,
    signed_in_at: standing.signedInAt === null ? null : isoTime(standing.signedInAt),
    sessions: sessions.map(({ slot, signedInAt, savedAt, opens }) => {
      return { slot, signed_in_at: isoTime(signedInAt), sealed_at: isoTime(savedAt), opens };
    }),
  };
}

function stateText({ paused, standing }: AccountStatus): string {
  if (!paused) return 'ready';
  const why = standing.pause ?? 'unfinished';
  return paused.until === null ? `paused: ${why}` : `paused: ${why}, until ${isoTime(paused.until)}`;
}

function queueText({ queue: { running, waiting } }: AccountStatus): string {
  if (running === 0 && waiting === 0) return 'idle';
  return waiting === 0 ? `${running} running` : `${running} running, ${waiting} waiting`;
}

function sessionText({ sessions }: AccountStatus): string {
  if (sessions.length === 0) return 'none';
  return sessions
    .map(({ savedAt, opens }) => (opens ? `sealed ${ago(savedAt)}` : 'sealed with another key'))
    .join(', ');
}

function signInText({ standing: { signedInAt } }: AccountStatus): string {
  return signedInAt === null ? 'never' : ago(signedInAt);
}
