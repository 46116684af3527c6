import type { Command } from 'commander';
import type { Sidedoor } from '../sidedoor.ts';
import type { RefusedFlow } from '../flow/load-flows.ts';
import { standingOf } from '../schedule/overview.ts';
import type { Standing } from '../schedule/overview.ts';
import { withEngine } from './engine.ts';
import { showFired, toExitCode } from './extract/fire.ts';
import { defineSub, withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { userName } from './terminal/ask.ts';
import { note, print, printJson } from './terminal/print.ts';
import { plain, style } from './terminal/style.ts';
import { printTable } from './terminal/table.ts';
import { clockTime, isoTime } from './terminal/times.ts';

export function define(command: Command): void {
  withExample(command, 'sidedoor schedules', 'sidedoor schedules release rent-roll')
    .addHelpText(
      'after',
      '\nExit codes: 0 every schedule is ok · 1 one is late, missed, failing, held or refused.',
    )
    .action(async () => list(command.optsWithGlobals()));
  const sub = defineSub(command, 'release <name>', 'deliver what is held, after a look at it');
  withExample(sub, 'sidedoor schedules release rent-roll').action(async (name: string) =>
    release(name, sub.optsWithGlobals()),
  );
}

async function list(options: CommonOptions): Promise<void> {
  await withEngine(options, async (engine) => {
    const standings = await standingsOf(engine);
    const refused = engine.catalog.refused.filter(({ reason }) => reason.startsWith('schedules.'));
    if (refused.length > 0 || standings.some(({ state }) => state !== 'ok')) process.exitCode = 1;
    if (options.json) printJson({ schedules: standings.map(toJson), refused });
    else show(standings, refused);
  });
}

export async function standingsOf({ scheduler, firings, presence }: Sidedoor): Promise<Standing[]> {
  const now = Date.now();
  const schedules = [...scheduler.schedules.values()];
  return Promise.all(schedules.map((schedule) => standingOf(schedule, { firings, presence }, now)));
}

async function release(name: string, options: CommonOptions): Promise<void> {
  await withEngine(options, async ({ scheduler }) => {
    const released = await scheduler.release(name, userName());
    process.exitCode = toExitCode(released);
    showFired(released, options);
    await scheduler.idle();
  });
}

function toJson({ schedule, state, says, next, last }: Standing) {
  return {
    name: schedule.name,
    tool: schedule.tool,
    account: schedule.account,
    cron: schedule.cron ?? null,
    time_zone: schedule.timeZone ?? null,
    state,
    says,
    next: isoTime(next ?? null),
    last: last
      ? {
          due_at: isoTime(last.due),
          ended_at: isoTime(last.endedAt),
          state: last.state,
          run_id: last.runId,
          rows: last.rows,
          tries: last.tries,
          released_by: last.releasedBy,
          ...(last.error && { error: last.error }),
        }
      : null,
    ...(schedule.expect && { canary: last?.canary ?? null }),
  };
}

const colors = { ok: 'green', late: 'yellow', missed: 'red', failing: 'red', held: 'yellow' } as const;

function show(standings: Standing[], refused: RefusedFlow[]): void {
  printTable({
    columns: ['schedule', 'tool', 'next', 'last', 'state', 'says'],
    rows: standings.map(({ schedule, state, says, next, last }) => [
      schedule.name,
      schedule.tool,
      next === undefined ? '' : clockTime(next),
      last ? clockTime(last.due) : '',
      style(colors[state], state),
      says,
    ]),
  });
  if (standings.length + refused.length === 0) note('The config has no "schedules".');
  for (const { reason, fix } of refused) {
    print(`${style('red', 'refused')}  ${plain(reason)}`);
    note(style('dim', `         ${plain(fix)}`, process.stderr));
  }
}
