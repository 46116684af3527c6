import { subjectOf } from './apps.ts';
import { cellsOf, nameOf, repeat } from './cells.ts';
import type { Cell } from './cells.ts';
import type { Judgement } from './job.ts';
import { Ours } from './ours.ts';
import { Plain } from './plain.ts';
import { ReplicaCell } from './replica-cell.ts';
import type { LegacySettings, Runner } from './settings.ts';

export interface Result extends Judgement {
  runner: Runner;
  cell: Cell;
  ms: number;
}

/** Cells that share an engine. Each has an account of its own in it, so that none waits for another. */
const batchSize = 120;

/** Runs every cell that is asked for. `print` is told of what goes wrong as it happens, and how far it is. */
export async function legacy(settings: LegacySettings, print: (line: string) => void): Promise<Result[]> {
  const subjects = await Promise.all(settings.apps.map(subjectOf));
  const cells = subjects.flatMap((subject) => cellsOf(subject, settings));
  const shares = settings.runners.map((runner) => ({
    runner,
    cells: runner === 'sidedoor' ? cells : cells.filter(hasScript),
  }));
  const total = shares.reduce((sum, share) => sum + share.cells.length, 0);
  print(shares.map((share) => `${share.cells.length} cells by ${share.runner}`).join(', '));
  const until = Date.now() + settings.minutes * 60_000;
  const results: Result[] = [];
  const onResult = (result: Result) => {
    results.push(result);
    const { runner, cell, verdict, says, ms } = result;
    if (settings.verbose) print(`${verdict}  ${runner}  ${nameOf(cell)}: ${says}, ${ms} ms`);
    else if (verdict === 'wrong') print(`wrong  ${runner}  ${nameOf(cell)}: ${says}\n       ${repeat(cell)}`);
    if (results.length % 25 === 0) print(`${results.length} of ${total}`);
  };
  for (const { runner, cells: some } of shares)
    for (let from = 0; from < some.length && Date.now() < until; from += batchSize)
      await runBatch(runner, some.slice(from, from + batchSize), { ...settings, until, onResult });
  if (results.length < total) print(`${total - results.length} cells were left out: the time was over`);
  return results;
}

interface Pace {
  atOnce: number;
  /** Epoch milliseconds. */
  until: number;
  onResult: (result: Result) => void;
}

async function runBatch(
  runner: Runner,
  cells: readonly Cell[],
  { atOnce, until, onResult }: Pace,
): Promise<void> {
  const open = await Promise.all(cells.map((cell) => ReplicaCell.open(cell)));
  const calls = runner === 'sidedoor' ? await Ours.open(open, atOnce) : await Plain.open();
  const left = [...open.entries()];
  const worker = async () => {
    for (let next = left.shift(); next && Date.now() < until; next = left.shift()) {
      const [index, one] = next;
      const began = performance.now();
      const own = runner === 'sidedoor' && isApart(one.cell) ? await Ours.open([one], 1) : undefined;
      const judgement = await one.judge(() => (own ? own.call(one, 0) : calls.call(one, index)));
      await own?.close();
      onResult({ runner, cell: one.cell, ms: Math.round(performance.now() - began), ...judgement });
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, worker));
  } finally {
    await calls.close();
    await Promise.all(open.map((one) => one.close()));
  }
}

const hasScript = ({ kind, subject, job }: Cell): boolean =>
  kind === 'matrix' && subject.plain?.[job.tool] !== undefined;

function isApart({ subject, settings }: Cell): boolean {
  const { apart = ['oneTimeCode'] } = subject;
  return apart.some((name) => settings[name] !== undefined);
}
