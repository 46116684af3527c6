import type { Command } from 'commander';
import { InvalidInput } from '../errors.ts';
import { withEngine } from './engine.ts';
import { defineSub, withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { followRuns } from './runs/follow.ts';
import { saveEvidence } from './run/save-evidence.ts';
import { readInput } from './run/input-file.ts';
import { showRun, toRunJson, toRunLine, toRunSummary } from './run/show-run.ts';
import { showWrite, toWriteJson } from './run/show-write.ts';
import { userName } from './terminal/ask.ts';
import { note, print, printJson } from './terminal/print.ts';
import { printTable } from './terminal/table.ts';

interface ResolveOptions extends CommonOptions {
  present?: boolean;
  absent?: boolean;
  output?: string;
}

interface RunsOptions extends CommonOptions {
  account?: string;
  limit: number;
  save?: string;
  follow?: boolean;
}

export function define(command: Command): void {
  withExample(
    command,
    'sidedoor runs --limit 50',
    'sidedoor runs --follow',
    'sidedoor runs run_0c9d2e4f6a81 --save ./evidence',
  )
    .argument('[id]', 'show this run, with its steps and evidence')
    .option('--account <name>', 'only runs of this account')
    .option('--limit <number>', 'at most this many', toLimit, 20)
    .option('--follow', 'print runs and their steps as they happen, in whatever process, until Ctrl-C')
    .option('--save <folder>', "write the run's evidence there")
    .action(async (id: string | undefined) =>
      (id === undefined ? list : showOne)(command.optsWithGlobals(), id ?? ''),
    );
  const sub = defineSub(
    command,
    'cancel <id>',
    'call off a queued or running run, whichever process runs it',
  );
  withExample(sub, 'sidedoor runs cancel run_0c9d2e4f6a81').action(async (id: string) =>
    cancel(id, sub.optsWithGlobals()),
  );
  const resolver = defineSub(
    command,
    'resolve <id>',
    'say what became of a write that Sidedoor could not find out about; look in the application first',
  );
  withExample(
    resolver,
    'sidedoor runs resolve run_0c9d2e4f6a81 --present',
    'sidedoor runs resolve run_0c9d2e4f6a81 --absent     # it may be written again',
  )
    .option('--present', 'it is there')
    .option('--absent', 'it is not there, and will not come')
    .option('--output <file>', 'JSON: what the flow would have answered, for calls that ask again')
    .action(async (id: string) => resolve(id, resolver.optsWithGlobals()));
}

async function list(options: RunsOptions): Promise<void> {
  if (options.save !== undefined) {
    throw new InvalidInput('--save wants to know which run.', { hint: 'sidedoor runs <id> --save <folder>' });
  }
  if (options.follow) return followRuns(options);
  const runs = await withEngine(options, ({ runs }) => runs.list(options.limit, options.account));
  if (options.json) {
    printJson({ runs: runs.map(toRunSummary) });
    return;
  }
  printTable({
    columns: ['id', 'tool', 'account', 'state', 'started', 'duration', 'error'],
    rows: runs.map(toRunLine),
  });
  if (runs.length === 0) note('No runs yet.');
}

async function showOne(options: RunsOptions, id: string): Promise<void> {
  await withEngine(options, async ({ runs, evidence, writes }) => {
    const report = await runs.wait(id, 0);
    const write = report.writeId === null ? undefined : await writes.get(report.writeId);
    const lacksReceipt = (await writes.withoutReceipt()).some(({ runId }) => runId === id);
    const saved = options.save === undefined ? [] : await saveEvidence(report, evidence, options.save);
    if (options.json) {
      printJson({
        ...toRunJson(report),
        ...(write && { write: { ...toWriteJson(write), receipt_missing: lacksReceipt } }),
        ...(options.save !== undefined && { saved }),
      });
      return;
    }
    showRun(report);
    if (write) showWrite(write, lacksReceipt);
    if (options.save !== undefined && saved.length === 0) note('The run left no evidence.');
    for (const file of saved) print(`saved ${file}`);
  });
}

async function cancel(id: string, options: CommonOptions): Promise<void> {
  const report = await withEngine(options, ({ runs }) => runs.cancel(id));
  if (options.json) printJson(toRunJson(report));
  else if (report.state === 'cancelled') print(`${report.id} is cancelled.`);
  else print(`${report.id} is ${report.state}.`);
  if (report.state !== 'cancelled') process.exitCode = 1;
}

async function resolve(id: string, options: ResolveOptions): Promise<void> {
  const { present = false, absent = false } = options;
  if (present === absent) {
    throw new InvalidInput('Is it there, or not?', {
      hint: `sidedoor runs resolve ${id} --present, or --absent`,
    });
  }
  const output = options.output === undefined ? undefined : await readInput(options.output);
  const verdict = { outcome: present ? ('present' as const) : ('absent' as const), who: userName() };
  const report = await withEngine(options, ({ runs }) =>
    runs.resolve(id, { ...verdict, ...(output && { output }) }),
  );
  if (options.json) printJson(toRunJson(report));
  else
    print(
      present ? `${id} counts as written.` : `${id} counts as not written; the same call may write it now.`,
    );
}

function toLimit(text: string): number {
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit > 0 && limit <= 10_000) return limit;
  throw new InvalidInput(`--limit wants a number from 1 to 10000, not "${text}".`);
}
