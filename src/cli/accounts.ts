import type { Command } from 'commander';
import { InvalidInput } from '../errors.ts';
import { accountStatus } from './account-status.ts';
import type { AccountStatus } from './account-status.ts';
import { withEngine } from './engine.ts';
import { defineSub, withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { note, print, printJson } from './terminal/print.ts';
import { printTable } from './terminal/table.ts';
import { age, ago, clockTime, isoTime } from './terminal/times.ts';

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
    columns: ['account', 'state', 'next run', 'queue', 'session', 'last sign-in', 'app', 'user', 'url'],
    rows: statuses.map((status) => [
      status.name,
      stateText(status),
      nextText(status),
      queueText(status),
      sessionText(status),
      signInText(status),
      status.app,
      status.username,
      status.url,
    ]),
  });
  for (const { name, paused } of statuses) {
    if (paused === undefined) continue;
    note(`\n${name}: ${paused.why}`);
    note(paused.hint);
  }
  for (const { name, paused, next } of statuses) {
    if (paused === undefined && next !== undefined) note(`\n${name}: ${next.why}.`);
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

function toJson(status: AccountStatus) {
  const { name, app, url, username, sessions, standing, paused, queue, isLive, pace, next } = status;
  const { quietHours, timeZone, runsPerHour, gapSeconds } = pace;
  return {
    name,
    app,
    url,
    username,
    state: paused ? 'paused' : 'ready',
    paused: paused
      ? {
          kind: standing.pause ?? 'unfinished',
          ...paused,
          until: isoTime(paused.until),
        }
      : null,
    /** null: at once. Without a time: when a person clears the pause. */
    next_run: next ? { why: next.why, at: isoTime(next.at) } : null,
    queue,
    live: isLive,
    signed_in_at: isoTime(standing.signedInAt),
    sign_ins_without_end: standing.attempts,
    sessions: sessions.map(({ slot, signedInAt, savedAt, opens }) => ({
      slot,
      signed_in_at: isoTime(signedInAt),
      age_seconds: Math.round((Date.now() - signedInAt) / 1_000),
      sealed_at: isoTime(savedAt),
      opens,
    })),
    pace: {
      gap_seconds: gapSeconds ?? null,
      runs_per_hour: runsPerHour ?? null,
      quiet_hours: quietHours ?? null,
      time_zone: timeZone ?? null,
    },
  };
}

function stateText({ paused, standing }: AccountStatus): string {
  return paused ? `paused: ${standing.pause ?? 'unfinished'}` : 'ready';
}

function nextText({ next }: AccountStatus): string {
  if (!next) return 'now';
  return next.at === null ? 'when resumed' : `after ${clockTime(next.at)}`;
}

function queueText({ queue: { running, waiting } }: AccountStatus): string {
  if (running === 0 && waiting === 0) return 'idle';
  return waiting === 0 ? `${running} running` : `${running} running, ${waiting} waiting`;
}

function sessionText({ sessions, isLive }: AccountStatus): string {
  if (sessions.length === 0) return 'none';
  return sessions
    .map(({ signedInAt, opens }) => {
      if (!opens) return 'sealed with another key';
      return `${isLive ? 'live' : 'parked'}, ${age(signedInAt)}`;
    })
    .join('; ');
}

function signInText({ standing: { signedInAt } }: AccountStatus): string {
  return signedInAt === null ? 'never' : ago(signedInAt);
}
