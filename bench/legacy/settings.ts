import { subjectNames } from './apps.ts';

/** By whom a cell is run: through the engine, or by a plain script. */
export type Runner = 'sidedoor' | 'plain';

const runners: readonly Runner[] = ['sidedoor', 'plain'];

export interface LegacySettings {
  apps: readonly string[];
  /** Tools; undefined for all. */
  flows: readonly string[] | undefined;
  /** Undefined for all. */
  switches: readonly string[] | undefined;
  /** Each "tool switch=value switch=value": these and no others. */
  cells: readonly string[] | undefined;
  /** Whether every switch is tried by itself. */
  matrix: boolean;
  /** Random ones of two to four switches, on top of that. */
  combinations: number;
  /** The same seed draws the same combinations. */
  seed: number;
  /** So many cells go on at a time. */
  atOnce: number;
  /** Plain scripts run the matrix only. */
  runners: readonly Runner[];
  /** No cell begins after so many minutes; what is left out is said. */
  minutes: number;
  /** Prints every cell as it ends. */
  verbose: boolean;
  /** Folder for the results; undefined to write none. */
  out: string | undefined;
}

/**
 * All, or what the environment says: `LEGACY_APPS=harbor LEGACY_FLOWS=harbor_run_rent_roll LEGACY_SWITCHES=latin1,dialog
 * LEGACY_CELLS="harbor_list_work_orders latin1 slowMs=400; …" LEGACY_MATRIX=false LEGACY_COMBINATIONS=2000 LEGACY_SEED=1
 * LEGACY_AT_ONCE=4 LEGACY_RUNNERS=sidedoor,plain LEGACY_MINUTES=30 LEGACY_VERBOSE=true LEGACY_OUT=folder`.
 */
export function settingsFrom(env: NodeJS.ProcessEnv): LegacySettings {
  const number = (name: string, otherwise: number) => {
    const value = Number(env[name] ?? otherwise);
    if (Number.isInteger(value) && value >= 0) return value;
    throw new Error(`${name} must be a number.`);
  };
  const list = (name: string, separator = ',') =>
    env[name]
      ?.split(separator)
      .map((each) => each.trim())
      .filter((each) => each !== '');
  const apps = list('LEGACY_APPS') ?? subjectNames;
  const wrong = apps.find((each) => !subjectNames.includes(each));
  if (wrong !== undefined)
    throw new Error(`LEGACY_APPS has "${wrong}"; there are ${subjectNames.join(', ')}.`);
  return {
    apps,
    flows: list('LEGACY_FLOWS'),
    switches: list('LEGACY_SWITCHES'),
    cells: list('LEGACY_CELLS', ';'),
    matrix: env['LEGACY_MATRIX'] !== 'false',
    combinations: number('LEGACY_COMBINATIONS', 0),
    seed: number('LEGACY_SEED', 1),
    atOnce: Math.max(1, number('LEGACY_AT_ONCE', 4)),
    runners: runners.filter((each) => list('LEGACY_RUNNERS')?.includes(each) ?? true),
    minutes: number('LEGACY_MINUTES', 1_440),
    verbose: env['LEGACY_VERBOSE'] === 'true',
    out: env['LEGACY_OUT'] ?? 'bench-results',
  };
}
