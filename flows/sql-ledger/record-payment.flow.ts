/** Records what a tenant paid, the way a clerk does it under Cash → Receipts. */
import type { Page } from 'playwright';
import { z } from 'zod';
import { completeness, decimal, defineFlow, LayoutChanged, OutcomeUnknown, Refused, sum } from 'sidedoor-mcp';
import { sqlLedger } from './app.ts';
import { line, price } from './entry-input.ts';
import { findParty } from './pages/find-party.ts';
import { onlyOne } from './pages/only-one.ts';
import type { Party } from './pages/party-list.page.ts';
import { isPressed } from './pages/pressed.ts';
import { ReceiptFormPage } from './pages/receipt-form.page.ts';
import type { ReceiptShown } from './pages/receipt-form.page.ts';
import { ReceiptsListPage } from './pages/receipts-list.page.ts';
import type { ReceivedPayment } from './pages/receipts-list.page.ts';
import { receivables } from './pages/sides.ts';
import { TransactionListPage } from './pages/transaction-list.page.ts';
import { spread } from './shares.ts';

export default defineFlow({
  app: sqlLedger,
  name: 'record_payment',
  title: 'Record a payment',
  description:
    'Records money received from a customer (tenant) against open invoices, in full or in part. Posts to the ledger; ' +
    'it takes no deposits.',
  effect: 'write',
  input: z.object({
    customer: z.string().min(1).describe('Customer number, e.g. T-1005, or name'),
    amount: price().describe('In the currency of the invoices, e.g. "1250.00"'),
    invoices: z
      .array(z.string().min(1))
      .min(1)
      .max(50)
      .optional()
      .describe('Numbers of the invoices paid, in the order to fill them; the oldest first when not given'),
    date: z.iso.date().optional().describe("Date paid; the application's own date when not given"),
    bank_account: z.string().min(1).optional().describe('Number or name of the account it came in on'),
    source: line().max(30).optional().describe("Check number or the bank's reference"),
    memo: line().max(60).optional().describe('Goes to the ledger with the payment'),
  }),
  output: z.object({
    customer_number: z.string(),
    customer: z.string(),
    date: z.iso.date(),
    bank_account: z.string(),
    source: z.string(),
    amount: decimal(),
    invoices: z.array(
      z.object({
        id: z.string().describe("The application's own key"),
        number: z.string(),
        paid: decimal().describe('By this payment'),
        due: decimal().describe('Still due now'),
      }),
    ),
    complete: completeness(),
  }),

  async run({ page, input, step, commit, mark }) {
    const party = await step('find the customer', () => findParty(page, receivables, input.customer));
    const open = await step('read what is due', () =>
      new TransactionListPage(page, receivables).outstanding({ partyId: party.id }),
    );
    const shares = spread(input.amount, open.transactions, input.invoices);
    const currency = open.transactions.find(({ id }) => id === shares[0]?.id)?.currency ?? '';
    const receipt = {
      party,
      shares,
      currency,
      date: input.date,
      account: input.bank_account,
      source: input.source,
      memo: input.memo === undefined ? mark : `${input.memo} ${mark}`,
    };

    const form = new ReceiptFormPage(page);
    try {
      await step('open the form', () => form.open(receipt));
      await step('fill it in', () => form.fill(receipt));
      await commit({
        preview: toPreview(party, await form.shown()),
        sends: (request) =>
          isPressed(request, 'cp.pl', 'Post') && request.form.get('memo')?.includes(mark) === true,
        action: () => form.post(),
      });
    } catch (error) {
      // The evidence of a screen that has changed is that screen.
      const isOfScreen =
        error instanceof LayoutChanged || (error instanceof Error && error.name === 'TimeoutError');
      if (!isOfScreen) await form.abandon().catch(() => undefined);
      throw error;
    }
    const refusal = await form.refusal();
    return step('read what was recorded', async () => {
      const recorded = onlyOne(await new ReceiptsListPage(page).marked(mark), mark);
      if (recorded) return toOutput(page, recorded, input.amount);
      if (refusal !== undefined) throw new Refused(refusal);
      throw new LayoutChanged('SQL-Ledger took the form without an error, but lists no such receipt.');
    });
  },

  async reconcile({ page, input, step, mark }) {
    return step('look for the mark', async () => {
      const recorded = onlyOne(await new ReceiptsListPage(page).marked(mark), mark);
      return recorded && toOutput(page, recorded, input.amount);
    });
  },
});

const toPreview = (party: Party, { account, ...shown }: ReceiptShown) => ({
  customer_number: party.number,
  customer: party.name,
  bank_account: account,
  ...shown,
});

/** The list of receipts adds up payments that look the same, so the amount tells whether there is only one. */
async function toOutput(page: Page, recorded: ReceivedPayment, amount: string) {
  if (recorded.amount !== sum([amount])) {
    throw new OutcomeUnknown(`SQL-Ledger has ${recorded.amount} under the mark instead of ${amount}.`);
  }
  const party = await findParty(page, receivables, recorded.customer_number);
  const { transactions } = await new TransactionListPage(page, receivables).all({ partyId: party.id });
  const { shares, account, ...payment } = recorded;
  return {
    ...payment,
    bank_account: account,
    invoices: shares.map(({ id, number, amount: paid }) => ({
      id,
      number,
      paid,
      due: transactions.find((transaction) => transaction.id === id)?.due ?? '',
    })),
  };
}
