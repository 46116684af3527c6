import type { Command } from 'commander';
import type { Sidedoor } from '../compose.ts';
import type { LoadedFlow } from '../flow/load-flows.ts';
import type { RunReport } from '../runs.ts';
import { accountsFor, readCatalog } from './catalog.ts';
import { readConfig, withEngine } from './engine.ts';
import { exitCodeOf, printError } from './failure.ts';
import { withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { parseFields } from './run/arguments.ts';
import { fieldsOf } from './run/fields.ts';
import { showFlow } from './run/help.ts';
import { readInput } from './run/input-file.ts';
import { sayNeeds } from './login/say-needs.ts';
import { printResult } from './run/result.ts';
import { toRunJson } from './run/show-run.ts';
import { stopOnSignals } from './stop.ts';
import { note, printJson } from './terminal/print.ts';
import { ProgressLine } from './terminal/progress-line.ts';

interface RunOptions extends CommonOptions {
  account?: string;
  input?: string;
  trace?: boolean;
  help?: boolean;
}

/** Waited for in pieces; a person waits as long as he likes. Milliseconds. */
const onePiece = 3_600_000;

export function define(command: Command): void {
  withExample(
    command,
    'sidedoor run harbor_list_work_orders --help',
    'sidedoor run harbor_list_work_orders --account lakeside --status open',
  )
    .argument('[tool]', 'as `sidedoor flows` names it')
    .argument('[fields...]', "the flow's input: --field value, repeated for a list")
    .usage('<tool> [--field value …] [options]')
    .allowUnknownOption()
    // The flow is not known yet: `run <tool> --help` shows its fields.
    .helpOption(false)
    .option('--account <name>', 'which login to use; needed where the app has several')
    .option('--input <file>', 'a JSON object with the fields, or "-" for stdin; flags win over it')
    .option('--trace', "keep a Playwright trace as the run's evidence")
    .option('-h, --help', "show this, or the flow's fields")
    .action(async (tool: string | undefined, fields: string[]) => start(command, tool, fields));
}

async function start(command: Command, tool: string | undefined, args: string[]): Promise<void> {
  const options: RunOptions = command.optsWithGlobals();
  if (tool === undefined || tool.startsWith('-')) {
    if (options.help) return command.outputHelp();
    command.error("error: missing required argument 'tool'");
  }
  if (options.help) return explain(tool, options);
  await withEngine(options, async (engine) => {
    const loaded = engine.catalog.flow(tool);
    const given = options.input === undefined ? {} : await readInput(options.input);
    const { account = given['account'] } = options;
    const fields = parseFields(fieldsOf(loaded.flow), args);
    const call = { ...given, ...fields, ...(account !== undefined && { account }) };
    const report = await perform(engine, tool, call, options.trace);
    answer(report, loaded, options);
  });
}

/** Starts the run and stays with it. Ctrl-C calls it off; closing the engine then waits for the clean session. */
async function perform(
  engine: Sidedoor,
  tool: string,
  args: Record<string, unknown>,
  trace?: boolean,
): Promise<RunReport> {
  const { runs } = engine;
  const progress = new ProgressLine();
  const signal = stopOnSignals();
  const id = await runs.start({ tool, args, ...(trace && { trace }) });
  const stop = () => {
    progress.show('cancelling …');
    runs.cancel(id).catch((error: unknown) => engine.log.warn({ err: error }, 'cancel failed'));
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  progress.show('waiting for the session');
  try {
    for (;;) {
      const report = await runs.wait(id, onePiece, ({ message }) => {
        if (!signal.aborted) progress.show(message);
      });
      if (report.needs) sayNeeds(report.account, report.needs);
      else if (report.state !== 'queued' && report.state !== 'running') return report;
    }
  } finally {
    progress.clear();
  }
}

function answer(report: RunReport, { flow }: LoadedFlow, { json }: RunOptions): void {
  if (report.error) process.exitCode = exitCodeOf(report.error);
  if (json) printJson(toRunJson(report));
  else if (report.error) {
    printError(report.error);
    note(
      report.evidence.length > 0
        ? `sidedoor runs ${report.id} --save <folder> writes what the screen showed.`
        : report.id,
    );
  } else printResult(report, flow);
}

async function explain(tool: string, options: CommonOptions): Promise<void> {
  const config = await readConfig(options, 'one command');
  const loaded = (await readCatalog(config)).flow(tool);
  showFlow(loaded, accountsFor(loaded, config));
}
