import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { BulkView } from '../bulk/bulk-view.ts';
import { isWhole } from '../bulk/bulk-view.ts';
import type { Sidedoor } from '../sidedoor.ts';
import { InvalidInput } from '../errors.ts';
import { agreement } from './bulk/agreement.ts';
import { enterBulk } from './bulk/enter-bulk.ts';
import { prepareFile } from './bulk/prepare-file.ts';
import { showBulk, toBulkJson } from './bulk/show-bulk.ts';
import { WishToStop } from './bulk/wish-to-stop.ts';
import { withEngine } from './engine.ts';
import { notAgreed } from './failure.ts';
import { withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { printJson } from './terminal/print.ts';

export interface BulkOptions extends CommonOptions {
  account?: string;
  map?: Record<string, string>;
  set?: Record<string, string>;
  ignore?: string[];
  keyColumn?: string;
  sheet?: string;
  dates?: 'mdy' | 'dmy' | 'ymd';
  preview?: boolean;
  yes?: boolean;
  again?: string;
  skipWritten?: boolean;
  stopOnError?: boolean;
  result?: string;
}

export function define(command: Command): void {
  withExample(
    command,
    'sidedoor bulk harbor_create_work_order orders.csv --preview',
    'sidedoor bulk harbor_create_work_order orders.xlsx --map description=Problem --set priority=High',
  )
    .argument('<tool>', 'one that writes, as `sidedoor flows` names it')
    .argument('<file>', '.csv or .xlsx; its first line has the headings')
    .option('--account <name>', 'which login to use; needed where the app has several')
    .option('--map <field=column>', 'which column has a field; equal names need none', pairs('--map'))
    .option('--set <field=value>', 'the same value in every row', pairs('--set'))
    .option('--ignore <column>', 'leave a column out; repeat it for more', append)
    .option('--key-column <column>', "has each row's own idempotency key, e.g. an invoice number")
    .option('--dates <order>', 'how dates in text are written: mdy, dmy or ymd', toOrder)
    .option('--sheet <name>', 'which sheet of the workbook (else its first)')
    .option('--preview', 'fill in every row and write none')
    .option('--yes', 'you agree to all rows beforehand: nobody is asked')
    .option('--skip-written', 'leave out rows that were written before, outside of this bulk')
    .option('--again <name>', 'another bulk of the same rows: everything is written once more')
    .option('--stop-on-error', 'stop at the first row that is refused')
    .option('--result <file>', 'where the result goes (else beside the input: rows.result.csv)')
    .addHelpText(
      'after',
      `
The same command goes on where it was stopped or killed; no row is written twice.
Exit codes: 0 every row is written · 1 some are not · 2 the file or the command is wrong, nothing was
written · 3 nobody agreed, nothing was written.`,
    )
    .action(async (tool: string, file: string) => bulk(tool, file, command.optsWithGlobals()));
}

async function bulk(tool: string, file: string, options: BulkOptions): Promise<void> {
  const wish = new WishToStop();
  await withEngine(options, async (engine) => {
    const view = await prepareFile(engine, tool, file, resultFileOf(file, options), options);
    const ended = await enter(engine, view, file, options, wish);
    if (!ended) {
      process.exitCode = notAgreed;
      return;
    }
    if (!isWhole(ended)) process.exitCode = 1;
    if (options.json) printJson(toBulkJson(ended));
    else showBulk(ended);
  });
}

/** Undefined when nobody agreed. */
async function enter(
  engine: Sidedoor,
  view: BulkView,
  file: string,
  options: BulkOptions,
  wish: WishToStop,
): Promise<BulkView | undefined> {
  const { stopOnError = false } = options;
  const resultFile = resultFileOf(file, options);
  const agreed = await agreement(engine, view, options);
  if (agreed === 'no' || wish.isThere) return undefined;
  await engine.bulks.enter(view.id, { approval: agreed, stopOnError, resultFile });
  return enterBulk(engine, view.id, wish);
}

function resultFileOf(file: string, { result, preview }: BulkOptions): string {
  if (result !== undefined) return resolve(result);
  const name = basename(file, extname(file));
  return resolve(join(dirname(file), `${name}.${preview ? 'preview' : 'result'}.csv`));
}

const pairs =
  (option: string) =>
  (text: string, before: Record<string, string> = {}): Record<string, string> => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      throw new InvalidInput(`${option} wants <field>=…, not "${text}".`);
    }
    if (name in before) throw new InvalidInput(`${option} ${name} is given twice.`);
    return { ...before, [name]: value };
  };

function append(name: string, names: string[] = []): string[] {
  return [...names, name];
}

function toOrder(text: string): string {
  if (['mdy', 'dmy', 'ymd'].includes(text)) return text;
  throw new InvalidInput(`--dates wants mdy, dmy or ymd, not "${text}".`);
}
