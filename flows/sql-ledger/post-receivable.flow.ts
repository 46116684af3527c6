/** Charges one tenant, the way a clerk does it under AR → Add Transaction. */
import { z } from 'zod';
import { defineFlow } from 'sidedoor-mcp';
import { sqlLedger } from './app.ts';
import { line, price } from './entry-input.ts';
import { itemSchema, toItem } from './item.ts';
import { findParty } from './pages/find-party.ts';
import { notesWithMark } from './pages/marked-transactions.ts';
import { receivables } from './pages/sides.ts';
import type { EntryShown } from './pages/transaction-form.page.ts';
import type { Transaction } from './pages/transaction.ts';
import { findPosted, post } from './posting.ts';

export default defineFlow({
  app: sqlLedger,
  name: 'post_receivable',
  title: 'Post a receivable',
  description:
    'Charges a customer (tenant): rent, a fee, a repair. Posts one invoice of one line to the ledger; undoing it needs a ' +
    'credit note.',
  effect: 'write',
  input: z.object({
    customer: z.string().min(1).describe('Customer number, e.g. T-1005, or name'),
    amount: price().describe('Without tax, in the currency of the customer, e.g. "1250.00"'),
    description: line().describe('What it is for, e.g. "Lockout service"'),
    income_account: z.string().min(1).optional().describe('Number or name; else that of the last charge'),
    building: z
      .string()
      .min(1)
      .optional()
      .describe('Building (project) number, e.g. B-03; else that of the last charge'),
    date: z.iso.date().optional().describe("Invoice date; else the application's own date"),
    due_date: z.iso.date().optional().describe("By the customer's terms when not given"),
    po_number: line().max(20).optional().describe("The customer's own reference"),
    notes: z.string().max(1000).optional().describe('Printed on the invoice'),
  }),
  output: itemSchema().extend({
    id: z.string().describe("The application's own key"),
    customer_number: z.string(),
    customer: z.string(),
  }),

  async run({ page, input, step, commit, mark }) {
    const party = await step('find the customer', () => findParty(page, receivables, input.customer));
    const posted = await post(
      { page, step, commit, mark },
      receivables,
      {
        party,
        amount: input.amount,
        description: input.description,
        account: input.income_account,
        building: input.building,
        date: input.date,
        dueDate: input.due_date,
        poNumber: input.po_number,
        notes: notesWithMark(input.notes, mark),
      },
      toPreview,
    );
    return toOutput(posted);
  },

  async reconcile(context) {
    const posted = await findPosted(context, receivables);
    return posted && toOutput(posted);
  },
});

const toPreview = ({ party_number, party, account, number, ...shown }: EntryShown) => ({
  customer_number: party_number,
  customer: party,
  income_account: account,
  ...shown,
  ...(number === '' ? {} : { number }),
});

const toOutput = (posted: Transaction) => ({
  id: posted.id,
  ...toItem(posted),
  customer_number: posted.party_number,
  customer: posted.party,
});
