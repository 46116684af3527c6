import type { Sidedoor } from '../../sidedoor.ts';
import { InvalidInput } from '../../errors.ts';
import type { Firing } from '../../schedule/firings.ts';
import type { Performed } from '../../schedule/perform-firing.ts';
import { exitCodeOf, printError } from '../failure.ts';
import type { CommonOptions } from '../options.ts';
import { stopOnSignals } from '../stop.ts';
import { note, print, printJson } from '../terminal/print.ts';
import { plain, style } from '../terminal/style.ts';
import { isoTime } from '../terminal/times.ts';

type Fired = Performed & { firing: Firing };

/** Fires a schedule of the config now, or what is due of it. What it comes to is the exit code. */
export async function fireSchedule(
  engine: Sidedoor,
  name: string,
  options: CommonOptions & { due?: boolean },
): Promise<void> {
  const { scheduler, firings, runs } = engine;
  stopOnSignals().addEventListener('abort', () => {
    // Ends as the firing of a run that was called off.
    void firings.last(name).then(async (last) => {
      if (last?.state === 'open' && last.runId !== null) await runs.cancel(last.runId);
    });
  });
  const fired = await scheduler.fire(name, { dueOnly: options.due === true });
  // Who is to be told is told before the process ends.
  await scheduler.idle();
  if (fired) {
    process.exitCode = toExitCode(fired);
    showFired(fired, options);
    return;
  }
  const last = await firings.last(name);
  if (last && last.state !== 'open') process.exitCode = toExitCode(last);
  if (options.json) printJson({ schedule: name, fired: false, last: last ? toJson(last) : null });
  else
    note(`Nothing of ${name} is due, or another process has it.${last ? ` The last: ${last.state}.` : ''}`);
}

/** 4 and 5 are a canary's: the flow is degraded, or no longer fits its screen. */
export function toExitCode({ state, canary, error }: Pick<Firing, 'state' | 'canary' | 'error'> | Performed) {
  if (canary === 'degraded') return 4;
  if (canary === 'changed') return 5;
  if (state === 'done') return 0;
  if (state === 'held') return 3;
  return error ? exitCodeOf(error) : 1;
}

export function showFired({ firing, delivered = [] }: Fired, { json }: CommonOptions): void {
  if (json) {
    printJson({ schedule: firing.schedule, fired: true, ...toJson(firing), delivered });
    return;
  }
  for (const { to, rows, isRepeated } of delivered)
    print(`${to}\t${rows} rows${isRepeated ? '\tdelivered before' : ''}`);
  const { state, says, canary, error, runId } = firing;
  if (error) printError(error);
  else note(`${canary ?? state}${says === null ? '' : `: ${plain(says)}`}`);
  if (runId !== null) note(style('dim', runId, process.stderr));
}

function toJson({ due, state, runId, rows, says, canary, error, tries, releasedBy }: Firing) {
  return {
    due_at: isoTime(due),
    state,
    run_id: runId,
    rows,
    says,
    tries,
    ...(canary !== null && { canary }),
    ...(releasedBy !== null && { released_by: releasedBy }),
    ...(error && { error }),
  };
}

/** Options that say what a schedule says itself. @throws InvalidInput */
export function assertNothingElse(name: string, args: string[], options: Record<string, unknown>): void {
  const own = ['to', 'table', 'run', 'changes', 'maxVanished', 'raw', 'partial', 'account', 'input'];
  const given = own.find((option) => {
    const value = options[option];
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  });
  const extra = given === undefined ? args[0] : `--${given.replace('maxVanished', 'max-vanished')}`;
  if (extra === undefined) return;
  throw new InvalidInput(`${extra.slice(0, 60)} does not go with the schedule ${name}.`, {
    hint: 'The config says all of it. For a list of another kind name the tool instead.',
  });
}
