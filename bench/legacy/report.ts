import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf, repeat } from './cells.ts';
import type { Judgement } from './job.ts';
import type { Result } from './legacy.ts';
import type { LegacySettings, Runner } from './settings.ts';

const verdicts: Judgement['verdict'][] = ['right', 'told', 'wrong'];

interface Tally {
  who: string;
  cells: number;
  right: number;
  told: number;
  wrong: number;
  /** Of the cells in which a right answer is to be had: how many there are, and how many were answered right. */
  had: { cells: number; right: number };
}

/** By who ran what kind of cell, and by app where there are several. */
function talliesOf(results: readonly Result[]): Tally[] {
  const groups = groupedBy(
    results,
    ({ runner, cell }) => `${titles[runner]}, ${cell.subject.name}, ${kinds[cell.kind]}`,
  );
  return [...groups].map(([who, some]) => {
    const of = (list: readonly Result[], wanted: string) =>
      list.filter(({ verdict }) => verdict === wanted).length;
    const open = some.filter(({ cell }) => cell.withheld === undefined);
    return {
      who,
      cells: some.length,
      right: of(some, 'right'),
      told: of(some, 'told'),
      wrong: of(some, 'wrong'),
      had: { cells: open.length, right: of(open, 'right') },
    };
  });
}

const titles: Record<Runner, string> = { sidedoor: 'Sidedoor', plain: 'plain script' };
const kinds = { matrix: 'one switch', combination: 'combinations' };

export function summaryOf(results: readonly Result[]): string {
  const lines = talliesOf(results).map(
    ({ who, cells, right, told, wrong, had }) =>
      `${who}: ${cells} cells, ${right} right (${percent(right, cells)}), ${told} told, ${wrong} wrong; where a right answer is to be had, ${had.right} of ${had.cells} (${percent(had.right, had.cells)})`,
  );
  const wrong = results.filter(({ verdict, runner }) => verdict === 'wrong' && runner === 'sidedoor');
  return [
    '',
    ...lines,
    ...wrong.map((one) => `wrong: ${nameOf(one.cell)}: ${one.says}\n       ${repeat(one.cell)}`),
    ...notWithheld(results).map(({ cell }) => `not withheld after all: ${nameOf(cell)}: ${cell.withheld}`),
  ].join('\n');
}

/** Cells of one switch that are listed as having no right answer, and were given it. */
export const notWithheld = (results: readonly Result[]): Result[] =>
  results.filter(
    ({ cell, verdict, runner }) =>
      runner === 'sidedoor' && cell.kind === 'matrix' && cell.withheld !== undefined && verdict === 'right',
  );

const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

/** One table for each job: a line for each setting, and what came of it, by whom. */
function tableOf(results: readonly Result[], { seed }: LegacySettings): string {
  const lines = ['# LegacyBench', '', `Seed ${seed}.`, ''];
  lines.push(
    ...table(
      ['', 'cells', ...verdicts, 'right', 'right, of those to be had'],
      talliesOf(results).map(summaryRow),
    ),
  );
  for (const [tool, some] of groupedBy(results, ({ cell }) => cell.job.tool)) {
    lines.push('', `## ${tool}`, '');
    const rows = [...groupedBy(some, ({ cell }) => settingsOf(nameOf(cell)))].map(([settings, same]) => [
      settings === '' ? '(none)' : `\`${settings}\``,
      ...(['sidedoor', 'plain'] as const).map((runner) =>
        cellText(same.find((one) => one.runner === runner)),
      ),
      same[0]?.cell.withheld ?? '',
    ]);
    lines.push(...table(['switch', 'Sidedoor', 'plain script', 'why there is no right answer'], rows));
  }
  return `${lines.join('\n')}\n`;
}

const summaryRow = ({ who, cells, right, told, wrong, had }: Tally) =>
  [who, cells, right, told, wrong, percent(right, cells), percent(had.right, had.cells)].map(String);

const settingsOf = (name: string) => name.split(' ').slice(1).join(' ');

function cellText(result: Result | undefined): string {
  if (!result) return '';
  const { verdict, says, ms } = result;
  const seconds = `${(ms / 1000).toFixed(1)} s`;
  if (verdict === 'right') return `right, ${seconds}`;
  return `${verdict === 'wrong' ? '**wrong**' : verdict}: ${says.replaceAll('|', '\\|')}, ${seconds}`;
}

function table(headings: string[], rows: string[][]): string[] {
  return [headings, headings.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
}

function groupedBy<T>(items: readonly T[], nameOfGroup: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOfGroup(item);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return groups;
}

/** `legacy.md` and `legacy.json` in the folder. */
export function writeReport(results: readonly Result[], settings: LegacySettings, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'legacy.md'), tableOf(results, settings));
  const cells = results.map(({ cell, ...rest }) => ({
    app: cell.subject.name,
    tool: cell.job.tool,
    kind: cell.kind,
    withheld: cell.withheld,
    switches: cell.tried,
    settings: cell.settings,
    ...rest,
    repeat: repeat(cell),
  }));
  const json = { settings, summary: talliesOf(results), cells };
  writeFileSync(join(folder, 'legacy.json'), `${JSON.stringify(json, null, 2)}\n`);
}
