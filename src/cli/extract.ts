import type { Command } from 'commander';
import type { Sidedoor } from '../sidedoor.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { InvalidInput, NotFound } from '../errors.ts';
import type { RunReport } from '../runs.ts';
import { deliver } from '../deliver.ts';
import { assertNothingElse, fireSchedule } from './extract/fire.ts';
import { showOutcome } from './extract/show-outcome.ts';
import { withEngine } from './engine.ts';
import { exitCodeOf, printError } from './failure.ts';
import { withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { parseFields } from './run/arguments.ts';
import { fieldsOf } from './run/fields.ts';
import { readInput } from './run/input-file.ts';
import { perform } from './run/perform.ts';
import { stopOnSignals } from './stop.ts';
import { append } from './options.ts';
import { note, printJson } from './terminal/print.ts';

export interface ExtractOptions extends CommonOptions {
  account?: string;
  input?: string;
  to: string[];
  table?: string;
  run?: string;
  changes?: string;
  maxVanished?: number;
  raw?: boolean;
  partial?: boolean;
  due?: boolean;
}

export function define(command: Command): void {
  withExample(
    command,
    'sidedoor extract sql_ledger_list_open_invoices --to open.csv --to open.parquet',
    'sidedoor extract harbor_list_work_orders --status Open --to env:WAREHOUSE_URL --table work_orders',
  )
    .argument('<tool>', 'one that answers a list, as `sidedoor flows` names it; or a schedule of the config')
    .argument('[fields...]', "the flow's input: --field value, repeated for a list")
    .usage('<tool> [--field value …] --to <target> [options] | <schedule> [--due]')
    .allowUnknownOption()
    .option('--account <name>', 'which login to use; needed where the app has several')
    .option('--input <file>', 'a JSON object with the fields, or "-" for stdin; flags win over it')
    .option(
      '--to <target>',
      '.csv, .jsonl, .parquet (here or s3://bucket/…), .sqlite, .duckdb, postgres://…, or a reference to one: env:NAME, vault:name; repeat it',
      append,
      [],
    )
    .option('--table <name>', 'the table of a database (else as the list is called)')
    .option('--run <id>', 'deliver what this run answered, without the application')
    .option('--changes <file>', 'also what has changed since the last complete run: .csv, .jsonl or .parquet')
    .option(
      '--max-vanished <percent>',
      'deliver nothing if more rows than that have vanished since',
      toPercent,
    )
    .option('--raw', 'CSV for programs: no byte order mark, no apostrophe before what looks like a formula')
    .option('--due', 'of a schedule: only if it is due, and no process of the store has done it')
    .option('--partial', 'deliver a list that is not proven complete, too; its manifest says so')
    .addHelpText(
      'after',
      `
A file or object is replaced as a whole, with a manifest beside it; a table is brought up to date in one transaction, by the
key of the list. The same run delivered again changes nothing.
Exit codes: 0 delivered, or nothing was due · 1 not, or not all · 2 the command is wrong · 3 held back: not proven
complete, or too many rows vanished · 4 a canary says degraded · 5 a canary says changed.`,
    )
    .action(async (tool: string, fields: string[]) => extract(tool, fields, command.optsWithGlobals()));
}

async function extract(tool: string, args: string[], options: ExtractOptions): Promise<void> {
  await withEngine(options, async (engine) => {
    if (engine.scheduler.schedules.has(tool)) {
      assertNothingElse(tool, args, { ...options });
      return fireSchedule(engine, tool, options);
    }
    const isTool = engine.catalog.flows.some((flow) => flow.tool === tool);
    if (options.due || (!isTool && tool in engine.config.schedules)) throw notASchedule(tool, engine);
    if (options.to.length === 0 && options.changes === undefined)
      throw new InvalidInput('Where to?', { hint: `sidedoor extract ${tool} --to rows.csv` });
    const report =
      options.run === undefined
        ? await run(engine, tool, args, options)
        : await earlier(engine, tool, options.run);
    if (report.error) {
      process.exitCode = exitCodeOf(report.error);
      if (options.json) printJson({ run_id: report.id, error: report.error });
      else printError(report.error);
      return;
    }
    const dataset = await datasetOf(engine, report);
    const { datasets } = engine;
    const wanted = { dataset, report, tool, since: () => datasets.lastWhole(dataset) };
    const outcome = await deliver({ datasets, resolve: engine.resolvePlace }, wanted, options);
    if (outcome.held !== undefined) process.exitCode = 3;
    if (!dataset.certificate.proven && outcome.held !== undefined)
      outcome.held += ' --partial delivers it all the same.';
    if (options.json) printJson(outcome);
    else showOutcome(outcome);
  });
}

async function run(
  engine: Sidedoor,
  tool: string,
  args: string[],
  options: ExtractOptions,
): Promise<RunReport> {
  const { flow } = engine.catalog.flow(tool);
  if (flow.effect === 'write') throw new InvalidInput(`${tool} writes; it has no list to extract.`);
  const given = options.input === undefined ? {} : await readInput(options.input);
  const { account = given['account'] } = options;
  const fields = parseFields(fieldsOf(flow), args);
  const call = { tool, args: { ...given, ...fields, ...(account !== undefined && { account }) } };
  const { report } = await perform(engine, call, stopOnSignals());
  const notice = await engine.firstNotice.take(report.account);
  if (notice !== undefined) note(`First use of this account. ${notice}`);
  return report;
}

async function earlier(engine: Sidedoor, tool: string, id: string): Promise<RunReport> {
  const report = await engine.runs.wait(id, 0);
  if (`${report.app.replaceAll('-', '_')}_${report.flow}` === tool) return report;
  throw new InvalidInput(`${id} is no run of ${tool}.`);
}

async function datasetOf({ datasets }: Sidedoor, { id }: RunReport): Promise<Dataset> {
  const dataset = await datasets.of(id);
  if (dataset) return dataset;
  throw new NotFound(`${id} has answered no list that says whether it is complete.`);
}

function notASchedule(name: string, { scheduler, catalog }: Sidedoor): InvalidInput {
  const refused = catalog.refused.find(({ reason }) => reason.startsWith(`schedules.${name}: `));
  if (refused) return new InvalidInput(`Refused: ${refused.reason}`, { hint: refused.fix });
  const names = [...scheduler.schedules.keys()].join(', ') || 'none';
  return new InvalidInput(`The config has no schedule "${name.slice(0, 60)}".`, { hint: `It has ${names}.` });
}

function toPercent(text: string): number {
  const percent = Number(text.replace(/%$/, ''));
  if (/^\d+(\.\d+)?%?$/.test(text) && percent <= 100) return percent;
  throw new InvalidInput(`--max-vanished wants a number from 0 to 100, not "${text}".`);
}
