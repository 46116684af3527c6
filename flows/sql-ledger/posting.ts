/** What posting a transaction on either side of the books has in common. */
import type { Page } from 'playwright';
import { LayoutChanged, Refused } from 'sidedoor-mcp';
import type { ReconcileContext, WriteContext } from 'sidedoor-mcp';
import { markedTransactions } from './pages/marked-transactions.ts';
import { onlyOne } from './pages/only-one.ts';
import { isPressed } from './pages/pressed.ts';
import type { Side } from './pages/sides.ts';
import { TransactionFormPage } from './pages/transaction-form.page.ts';
import type { Entry, EntryShown } from './pages/transaction-form.page.ts';
import type { Transaction } from './pages/transaction.ts';

type Preview = Record<string, unknown>;

/** Posts it, and answers what the list of transactions then shows. `preview` says how the form is to be shown. */
export async function post(
  { page, step, commit, mark }: Pick<WriteContext<unknown>, 'page' | 'step' | 'commit' | 'mark'>,
  side: Side,
  entry: Entry,
  preview: (shown: EntryShown) => Preview,
): Promise<Transaction> {
  const form = new TransactionFormPage(page, side);
  await step('open the form', () => form.open(entry.party));
  await step('fill it in', () => form.fill(entry));
  await commit({
    preview: preview(await form.shown()),
    warnings: await form.warnings(),
    sends: (request) =>
      isPressed(request, side.script, 'Post') && request.form.get('notes')?.includes(mark) === true,
    action: () => form.post(),
  });
  const refusal = await form.refusal();
  return step('read what was posted', () => readPosted(page, side, mark, refusal));
}

/** The proof of a post is in the list alone, and so is the proof of a refusal. */
async function readPosted(
  page: Page,
  side: Side,
  mark: string,
  refusal: string | undefined,
): Promise<Transaction> {
  const posted = onlyOne(await markedTransactions(page, side, mark), mark);
  if (posted) return posted;
  if (refusal !== undefined) throw new Refused(refusal);
  throw new LayoutChanged('SQL-Ledger took the form without an error, but lists no such transaction.');
}

/** Looks for it by its mark, whatever its date. */
export async function findPosted(
  { page, step, mark }: ReconcileContext<unknown>,
  side: Side,
): Promise<Transaction | null> {
  return step('look for the mark', async () => onlyOne(await markedTransactions(page, side, mark), mark));
}
