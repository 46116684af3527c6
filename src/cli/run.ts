import type { Command } from 'commander';
import type { Sidedoor } from '../sidedoor.ts';
import type { FlowDefinition } from '../flow/define-flow.ts';
import { ageOf } from '../fresh/age.ts';
import { asksForAge } from '../fresh/wish.ts';
import type { Call } from '../runs.ts';
import type { Preview } from '../write/order.ts';
import { accountsFor, readCatalog } from './catalog.ts';
import { readConfig, withEngine } from './engine.ts';
import { exitCodeOf, notAgreed, printError } from './failure.ts';
import { withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { parseFields } from './run/arguments.ts';
import { fieldsOf } from './run/fields.ts';
import { showFlow } from './run/help.ts';
import { readInput } from './run/input-file.ts';
import { confirm, sayNotWritten, wantsAgreement } from './run/confirm.ts';
import { perform } from './run/perform.ts';
import type { Performed } from './run/perform.ts';
import { printResult } from './run/result.ts';
import { showPreview } from './run/show-preview.ts';
import { toRunJson } from './run/show-run.ts';
import { withRows } from './run/with-rows.ts';
import { wishesOf } from './run/wishes.ts';
import { stopOnSignals } from './stop.ts';
import { isAskable, userName } from './terminal/ask.ts';
import { note, printJson } from './terminal/print.ts';

interface RunOptions extends CommonOptions {
  account?: string;
  input?: string;
  trace?: boolean;
  help?: boolean;
}

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
    const { flow } = engine.catalog.flow(tool);
    const given = options.input === undefined ? {} : await readInput(options.input);
    const { account = given['account'] } = options;
    const { yes, ...fields } = parseFields([...fieldsOf(flow), ...wishesOf(flow)], args);
    const call: Call = {
      tool,
      args: { ...given, ...fields, ...(account !== undefined && { account }) },
      ...(options.trace && { trace: true }),
    };
    const signal = stopOnSignals();
    // Whoever wants JSON is a program.
    const mayAsk = isAskable() && !options.json;
    const first = await perform(engine, approved(call), signal);
    const notice = await engine.firstNotice.take(first.report.account);
    if (notice !== undefined) note(`First use of this account. ${notice}`);
    first.report = await withRows(first.report, engine.datasets);
    const ended = wantsAgreement(first, call)
      ? await confirm(engine, call, first, { yes: yes === true, mayAsk, signal })
      : first;
    const isOpen = wantsAgreement(ended, call);
    // Who was asked and said no has seen it.
    if (!isOpen || !mayAsk) answer(ended, flow, options, call);
    // The process that reads anew has to live that long.
    if (ended.refresh !== undefined) await refreshed(engine, ended.refresh, signal);
    if (!isOpen) return;
    process.exitCode = notAgreed;
    sayNotWritten(ended.report, mayAsk);
  });
}

/** Whoever types the token of a preview has agreed to what it showed. */
function approved(call: Call): Call {
  if (call.args['preview_token'] === undefined) return call;
  return { ...call, approval: { how: 'token', who: userName(), at: Date.now() } };
}

function answer(
  { report, isRepeated, refresh }: Performed,
  flow: FlowDefinition,
  { json }: RunOptions,
  { args }: Call,
): void {
  if (report.error) process.exitCode = exitCodeOf(report.error);
  const isOld = isRepeated && report.effect === 'write';
  const age = asksForAge(args) ? ageOf(report) : {};
  const more = { ...age, ...(refresh !== undefined && { refresh_run_id: refresh }) };
  if (json) printJson({ ...toRunJson(report), ...(isOld && { repeated: true }), ...more });
  else if (report.error) {
    printError(report.error);
    note(
      report.evidence.length > 0
        ? `sidedoor runs ${report.id} --save <folder> writes what the screen showed.`
        : report.id,
    );
  } else if (report.isPreview) showPreview(report.output as Preview);
  else {
    printResult(report, flow);
    if (isRepeated && age.as_of !== undefined) note(`Read at ${age.as_of}, not now.`);
    if (isOld)
      note(
        `Already written by run ${report.id}: nothing was written now. Another --idempotency-key writes it once more.`,
      );
  }
}

/** Waits for the run that reads anew; a signal calls it off. */
async function refreshed({ runs }: Sidedoor, id: string, signal: AbortSignal): Promise<void> {
  note(`${id} reads anew …`);
  const stop = () => void runs.leave(id).catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  const { error } = await runs.wait(id, 3_600_000);
  signal.removeEventListener('abort', stop);
  if (error) printError(error);
}

async function explain(tool: string, options: CommonOptions): Promise<void> {
  const config = await readConfig(options, 'one command');
  const loaded = (await readCatalog(config)).flow(tool);
  showFlow(loaded, accountsFor(loaded, config));
}
