import type { Command } from 'commander';
import type { LoadedConfig } from '../config/load.ts';
import { isSidedoorError } from '../errors.ts';
import type { SidedoorError } from '../errors.ts';
import type { Catalog } from '../flow/catalog.ts';
import { readCatalog } from './catalog.ts';
import { checkAccounts } from './doctor/accounts.ts';
import { checkWorkers, notNeeded } from './doctor/workers.ts';
import { checkStandings } from './doctor/app-standing.ts';
import { tryReads } from './doctor/dry.ts';
import type { DryOptions } from './doctor/dry.ts';
import { ok, remark, wrong } from './doctor/finding.ts';
import type { Finding } from './doctor/finding.ts';
import { checkSchedules } from './doctor/schedules.ts';
import { checkBrowser, checkKey, checkNode } from './doctor/surroundings.ts';
import { openEngine, readConfig } from './engine.ts';
import { withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { print, printJson } from './terminal/print.ts';
import { plain, style } from './terminal/style.ts';

export function define(command: Command): void {
  withExample(command, 'sidedoor doctor', 'sidedoor doctor --account lakeside --dry')
    .option('--dry', 'try every reading flow of an account on the live application; write nothing')
    .option('--account <name>', 'which one, for --dry')
    .option('--inputs <file>', "JSON for --dry: {tool: {field: value}}, in place of a pack's own examples")
    .option('--bundle <file>', 'where --dry puts its report (else ./sidedoor-<account>.zip)')
    .action(async () => {
      const options: DoctorOptions = command.optsWithGlobals();
      if (options.dry) return tryReads(options);
      const alone = (['account', 'inputs', 'bundle'] as const).find((name) => options[name] !== undefined);
      if (alone) command.error(`error: --${alone} goes with --dry`);
      return examine(options);
    });
}

interface DoctorOptions extends DryOptions {
  dry?: boolean;
}

async function examine(options: CommonOptions): Promise<void> {
  const config = await readConfig(options, 'one command').catch((error: unknown) => {
    if (isSidedoorError(error)) return error;
    throw error;
  });
  const readable = isSidedoorError(config) ? undefined : config;
  // Where workers perform the runs, only their hosts need one.
  const needsBrowser = readable?.runs !== 'workers';
  const browser = notNeeded(await checkBrowser(readable), needsBrowser);
  const findings = [
    checkNode(),
    checkKey(),
    browser,
    ...(isSidedoorError(config)
      ? [withoutConfig(config, options)]
      : await checkConfigured(config, { browser: browser.state === 'ok' })),
  ];
  const isWell = findings.every(({ state }) => state !== 'wrong');
  if (!isWell) process.exitCode = 1;
  if (options.json) printJson({ ok: isWell, findings });
  else show(findings);
}

/** No config at all is no fault, as long as nobody named one. */
function withoutConfig({ message, hint }: SidedoorError, { config }: CommonOptions): Finding {
  const isMissing = config === undefined && message.startsWith('No sidedoor.config');
  return isMissing ? remark('config', message, hint) : wrong('config', message, hint);
}

async function checkConfigured(config: LoadedConfig, there: { browser: boolean }): Promise<Finding[]> {
  const catalog = await readCatalog(config);
  const { flows, refused } = catalog;
  const findings = [
    ok('config', config.file),
    flows.length > 0 ? ok('flows', `${flows.length} loaded`) : remark('flows', 'none was loaded'),
    ...refused.map(({ file, reason, fix }) => wrong('flows', `${file} is refused: ${reason}`, fix)),
  ];
  const { accounts, appless } = divide(config, catalog);
  // Those without an app are examined no further; with them there would be no engine to examine the others.
  const engine = await openEngine({ ...config, accounts }).catch(engineProblem);
  if ('check' in engine) return [...findings, ...appless, engine];
  try {
    const standings = checkStandings([...engine.accounts.values()].map(({ app }) => app));
    const store = ok('store', config.store);
    const workers = config.runs === 'workers' ? await checkWorkers(engine) : [];
    const schedules = await checkSchedules(engine);
    const checked = await checkAccounts(engine, there);
    return [...findings, store, ...workers, ...appless, ...standings, ...checked, ...schedules];
  } finally {
    await engine.close();
  }
}

function divide(config: LoadedConfig, catalog: Catalog) {
  const all = Object.entries(config.accounts);
  const fix = 'Correct its "app", or name the folder of the pack under "flows" in the config.';
  return {
    accounts: Object.fromEntries(all.filter(([, { app }]) => catalog.app(app))),
    appless: all
      .filter(([, { app }]) => !catalog.app(app))
      .map(([name, { app }]) => wrong(`account ${name}`, `no flow was loaded for its app "${app}"`, fix)),
  };
}

/** Opening the engine reads the key and writes to the store; what our own checks did not foresee is about the store. */
function engineProblem(error: unknown): Finding {
  if (isSidedoorError(error)) {
    return wrong(error.code === 'STORE_UNAVAILABLE' ? 'store' : 'engine', error.message, error.hint);
  }
  const why = error instanceof Error ? error.message : String(error);
  return wrong(
    'store',
    why,
    'Make the folder "store" of the config writable for this user, or name another.',
  );
}

const colors = { ok: 'green', note: 'yellow', wrong: 'red' } as const;

function show(findings: Finding[]): void {
  const width = Math.max(...findings.map(({ check }) => check.length));
  for (const { check, state, says, fix, tried = [], notes = [] } of findings) {
    print(`${style(colors[state], state.padEnd(5))}  ${check.padEnd(width)}  ${plain(says)}`);
    for (const line of [...tried, ...notes]) print(`${' '.repeat(width + 9)}${style('dim', plain(line))}`);
    if (fix !== undefined) print(`${' '.repeat(width + 9)}${style('dim', plain(fix))}`);
  }
}
