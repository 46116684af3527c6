import type { ResolvePlace } from '../secrets/places.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { ScheduleEvent } from '../config/schedules.ts';
import type { Firing } from './firings.ts';
import type { Schedule } from './schedule.ts';

/** What somebody is told of a firing. Scrubbed of secrets before it leaves. */
export interface Told {
  event: ScheduleEvent;
  schedule: string;
  tool: string;
  account: string;
  due_at: string;
  state: string;
  run_id: string | null;
  says: string;
  error?: { code: string; message: string; hint: string };
  rows?: number;
  canary?: string;
  /** How many times it was missed. */
  missed?: number;
  /** What to do next. */
  hint: string;
}

export interface TellParts {
  resolve: ResolvePlace;
  scrub: <Value>(value: Value) => Value;
  /** Pauses before the second try and those after it. Milliseconds. */
  pauses?: number[];
}

const defaultPauses = [1_000, 5_000, 20_000];

/** Who listens answers within this. Milliseconds. */
const patience = 15_000;

/** A mailer may have to wait for its server. Milliseconds. */
const commandPatience = 60_000;

const hints: Record<ScheduleEvent, (name: string) => string> = {
  failed: (name) => `See \`sidedoor runs <run_id>\`; \`sidedoor extract ${name}\` does it again.`,
  missed: (name) => `See that \`sidedoor serve\` runs; \`sidedoor extract ${name}\` does it now.`,
  late: (name) =>
    `\`sidedoor schedules\` shows where it is; \`sidedoor runs\` what its account is doing (${name}).`,
  held: (name) => `Look at the rows, then \`sidedoor schedules release ${name}\` delivers them.`,
  degraded: () => 'The application or its account is in trouble: `sidedoor doctor` says more.',
  changed: () => "The flow no longer fits the screen: its run's evidence shows it to the flow's author.",
  recovered: () => 'Nothing.',
};

export function toTold(firing: Firing, event: ScheduleEvent): Told {
  const { schedule, tool, account, due, state, runId, says, error, rows, canary, missed } = firing;
  return {
    event,
    schedule,
    tool,
    account,
    due_at: new Date(due).toISOString(),
    state,
    run_id: runId,
    says: says ?? (event === 'recovered' ? 'It works again.' : ''),
    ...(error && { error: { code: error.code, message: error.message, hint: error.hint } }),
    ...(rows !== null && { rows }),
    ...(canary !== null && { canary }),
    ...(missed > 0 && { missed }),
    hint: hints[event](schedule),
  };
}

/** Tells whoever the config names; the signal ends the waiting. Answers what did not get through; never throws. */
export async function tell(
  told: Told,
  notify: Schedule['notify'],
  parts: TellParts,
  signal: AbortSignal,
): Promise<string[]> {
  if (!notify?.on.includes(told.event)) return [];
  const body = JSON.stringify(parts.scrub(told));
  const { webhook, command } = notify;
  const ways = [
    ...(webhook === undefined ? [] : [post(webhook, body, parts, signal)]),
    ...(command === undefined ? [] : [run(command, body, signal)]),
  ];
  const outcomes = await Promise.allSettled(ways);
  return outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [parts.scrub((outcome.reason as Error).message)] : [],
  );
}

async function post(
  where: string,
  body: string,
  { resolve, pauses = defaultPauses }: TellParts,
  signal: AbortSignal,
): Promise<void> {
  const address = /^https?:\/\//.test(where) ? where : await resolve(where);
  for (const [count, before] of [0, ...pauses].entries()) {
    await pause(before, undefined, { signal });
    const problem = await postOnce(address, body, signal);
    if (problem === undefined) return;
    // What it refuses as it is, it refuses again; and an address may be a secret, so it is not said.
    if (count === pauses.length || /^4(?!08|29)\d\d$/.test(problem))
      throw new Error(`The webhook was not told: ${problem}.`);
  }
}

/** What went wrong; undefined when it was taken. */
async function postOnce(address: string, body: string, closing: AbortSignal): Promise<string | undefined> {
  try {
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.any([closing, AbortSignal.timeout(patience)]);
    const response = await fetch(address, { method: 'POST', body, headers, signal, redirect: 'manual' });
    await response.body?.cancel();
    return response.ok ? undefined : String(response.status);
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'no answer' : 'no connection';
  }
}

/** No shell sees it, and it does not get our master key. */
async function run([program = '', ...args]: string[], body: string, closing: AbortSignal): Promise<void> {
  const { SIDEDOOR_KEY: _key, SIDEDOOR_KEY_BEFORE: _before, ...env } = process.env;
  const child = spawn(program, args, { env, stdio: ['pipe', 'ignore', 'ignore'], windowsHide: true });
  const kill = () => child.kill('SIGKILL');
  const timer = setTimeout(kill, commandPatience);
  closing.addEventListener('abort', kill, { once: true });
  // It may end without having read it.
  child.stdin.on('error', () => undefined).end(`${body}\n`);
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    if (code !== 0) throw new Error(`"${program}" ended with ${signal ?? `code ${code}`}.`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new Error(`"${program}" could not be started.`, { cause: error });
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', kill);
  }
}
