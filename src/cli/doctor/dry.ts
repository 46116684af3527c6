import { resolve } from 'node:path';
import { InvalidInput } from '../../errors.ts';
import { noticeOf } from '../../flow/standing.ts';
import type { StepRecord } from '../../journal/journal.ts';
import type { Account } from '../../session/account.ts';
import { withEngine } from '../engine.ts';
import type { CommonOptions } from '../options.ts';
import { readInput } from '../run/input-file.ts';
import { stopOnSignals } from '../stop.ts';
import { note, print, printJson } from '../terminal/print.ts';
import { plain, style } from '../terminal/style.ts';
import { writeBundle } from './bundle.ts';
import { walkReads } from './walk.ts';
import type { Walked } from './walk.ts';

export interface DryOptions extends CommonOptions {
  account?: string;
  inputs?: string;
  bundle?: string;
}

/** Tries every reading flow of one account, says where a screen differs, and packs what somebody needs to mend it. */
export async function tryReads(options: DryOptions): Promise<void> {
  await withEngine(options, async (engine) => {
    const account = only(engine.accounts, options.account);
    const inputs = options.inputs === undefined ? {} : await readInput(options.inputs);
    const walked = await walkReads(engine, account, inputs, stopOnSignals());
    const file = resolve(options.bundle ?? `sidedoor-${account.name}.zip`);
    await writeBundle(file, engine, account, walked);
    const isWell = walked.every(({ outcome }) => outcome !== 'differs' && outcome !== 'stopped');
    if (!isWell) process.exitCode = 1;
    const flows = engine.secrets.scrubValue(walked);
    if (options.json) printJson({ ok: isWell, flows, bundle: file });
    else show(flows, account, file);
  });
}

function only(accounts: Map<string, Account>, name: string | undefined): Account {
  const names = [...accounts.keys()];
  const found = accounts.get(name ?? (names.length === 1 ? names[0]! : ''));
  if (found) return found;
  throw new InvalidInput(
    name === undefined ? '--dry needs --account.' : `There is no account "${name.slice(0, 60)}".`,
    { hint: `Give one of ${names.join(', ') || 'none: the config has no account'}.` },
  );
}

const colors = {
  works: 'green',
  differs: 'red',
  open: 'yellow',
  stopped: 'red',
  'not called': 'yellow',
} as const;

function show(walked: Walked[], { app }: Account, file: string): void {
  const width = Math.max(...walked.map(({ tool }) => tool.length), 0);
  for (const each of walked) {
    const { tool, outcome, error, screen } = each;
    print(`${style(colors[outcome], outcome.padEnd(10))}  ${tool.padEnd(width)}  ${plain(inShort(each))}`);
    const more = [error?.message, screen?.addresses.join(' '), screen?.headings.join(' · ')];
    for (const line of more) if (line) print(`${' '.repeat(width + 14)}${style('dim', plain(line))}`);
  }
  const notice = noticeOf(app);
  if (notice !== undefined) note(notice);
  note(
    `${file} has the report, for whoever maintains the pack. It holds no password and no cookie, but the names and amounts that the screens showed: look through it before you send it.`,
  );
}

function inShort({ outcome, steps = [], rows = {}, error }: Walked): string {
  switch (outcome) {
    case 'works': {
      const counts = Object.entries(rows).map(([name, count]) => `, ${name}: ${count}`);
      return `${steps.length} steps${counts.join('')}`;
    }
    case 'not called':
      return 'it needs arguments that only you know (--inputs), or was not come to';
    default:
      return `${error?.code} ${placeOf(error?.step, steps)}`;
  }
}

function placeOf(step: string | undefined, steps: StepRecord[]): string {
  if (step !== undefined) return `in the step "${step}"`;
  const last = steps.at(-1);
  return last ? `after the step "${last.title}"` : 'before its first step';
}
