import type { BulkView } from '../../bulk/bulk-view.ts';
import type { Sidedoor } from '../../sidedoor.ts';
import type { Approval } from '../../journal/writes.ts';
import type { Preview } from '../../write/order.ts';
import type { BulkOptions } from '../bulk.ts';
import { printError } from '../failure.ts';
import { showPreview } from '../run/show-preview.ts';
import { agrees, isAskable, userName } from '../terminal/ask.ts';
import { note, print, printJson } from '../terminal/print.ts';
import { ProgressLine } from '../terminal/progress-line.ts';
import { showRows, toBulkJson } from './show-bulk.ts';

/** Waited for in pieces. Milliseconds. */
const onePiece = 3_600_000;

/** Who agreed to all rows; undefined where the account's policy asks nobody; "no" when nobody did. */
export async function agreement(
  engine: Sidedoor,
  view: BulkView,
  { yes, json }: BulkOptions,
): Promise<Approval | undefined | 'no'> {
  const { rows, wantsApproval, id } = view;
  const open = rows.filter(({ state }) => state !== 'written' && state !== 'already written');
  if (!wantsApproval || open.length === 0) return undefined;
  const approval = (beforehand: string): Approval => {
    return {
      how: 'terminal',
      who: `${userName()}${beforehand}: bulk of ${rows.length} rows (${id})`,
      at: Date.now(),
    };
  };
  if (yes) return approval(', with --yes');
  // Whoever wants JSON is a program.
  if (!isAskable() || json) {
    if (json) printJson(toBulkJson(view));
    else showRows(open);
    note(
      'Nothing was written: somebody has to agree. The same command with --yes writes these rows; --preview fills them in and shows what each form says.',
    );
    return 'no';
  }
  print(`The first row, as the form shows it (line ${open[0]!.line}):\n`);
  if (!(await previewFirst(engine, view, open[0]!))) return 'no';
  print(`\nAll ${open.length}:\n`);
  showRows(open);
  const question = `\nWrite ${open.length === 1 ? 'this row' : `these ${open.length} rows`} in "${view.account}"?`;
  if (await agrees(question)) return approval('');
  note('Nothing was written.');
  return 'no';
}

async function previewFirst(
  { runs }: Sidedoor,
  { tool, account }: BulkView,
  { args, key }: BulkView['rows'][number],
): Promise<boolean> {
  const progress = new ProgressLine();
  progress.show('filling in the first row');
  try {
    const id = await runs.start({ tool, args: { ...args, account, preview: true, idempotency_key: key } });
    const report = await runs.wait(id, onePiece, ({ message }) => progress.show(message));
    progress.clear();
    if (report.error) printError(report.error);
    else showPreview(report.output as Preview);
    return report.error === undefined;
  } finally {
    progress.clear();
  }
}
