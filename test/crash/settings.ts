import { steps } from './messages.ts';
import type { Step } from './messages.ts';

export interface CrashSettings {
  /** The same seed draws the same trials. */
  seed: number;
  trials: number;
  apps: readonly ('harbor' | 'sql-ledger')[];
  /** Where something is killed. */
  steps: readonly Step[];
  /** Each with an account; so many trials go on at a time. */
  harbors: number;
  /** Trials of the naive script, over the same apps. */
  naive: number;
  /** Writes every result to the standard output as it comes. */
  verbose: boolean;
}

/**
 * The whole, or what the environment says: `CRASH_TRIALS=300 CRASH_APPS=harbor CRASH_STEPS=armed,sent CRASH_SEED=2
 * CRASH_HARBORS=6 CRASH_NAIVE=60 CRASH_VERBOSE=true npm run test:crash`.
 */
export function settingsFrom(env: NodeJS.ProcessEnv): CrashSettings {
  const number = (name: string, otherwise: number) => {
    const value = Number(env[name] ?? otherwise);
    if (Number.isInteger(value) && value >= 0) return value;
    throw new Error(`${name} must be a number.`);
  };
  const some = <Name extends string>(name: string, all: readonly Name[]) => {
    const wanted = env[name]?.split(',') ?? all;
    const wrong = wanted.find((each) => !all.some((one) => one === each));
    if (wrong === undefined) return wanted as readonly Name[];
    throw new Error(`${name} has "${wrong}"; there are ${all.join(', ')}.`);
  };
  return {
    seed: number('CRASH_SEED', 1),
    trials: number('CRASH_TRIALS', 1_000),
    apps: some('CRASH_APPS', ['harbor', 'sql-ledger']),
    steps: some('CRASH_STEPS', steps),
    harbors: number('CRASH_HARBORS', 4),
    naive: number('CRASH_NAIVE', 60),
    verbose: env['CRASH_VERBOSE'] === 'true',
  };
}

/** What fits into the ordinary test run: where the answer is not seen, and the request has left. */
export const sample: CrashSettings = {
  seed: 1,
  trials: 12,
  apps: ['harbor'],
  steps: ['sent', 'answered', 'confirmed'],
  harbors: 4,
  naive: 3,
  verbose: false,
};
