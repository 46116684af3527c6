/** Enters a contractor's bill, the way a clerk does it under AP → Add Transaction. */
import type { Page } from 'playwright';
import { z } from 'zod';
import { defineFlow, InvalidInput, LayoutChanged } from 'sidedoor-mcp';
import { sqlLedger } from './app.ts';
import { line, price } from './entry-input.ts';
import { itemSchema, toItem } from './item.ts';
import { findParty } from './pages/find-party.ts';
import { notesWithMark } from './pages/marked-transactions.ts';
import type { Party } from './pages/party-list.page.ts';
import { payables } from './pages/sides.ts';
import type { EntryShown } from './pages/transaction-form.page.ts';
import { TransactionListPage } from './pages/transaction-list.page.ts';
import type { Transaction } from './pages/transaction.ts';
import { findPosted, post } from './posting.ts';

export default defineFlow({
  app: sqlLedger,
  name: 'post_vendor_invoice',
  title: "Post a vendor's bill",
  description:
    "Enters a bill of a vendor (contractor) with one line of expense. Posts to the ledger. Refuses a number that the vendor's " +
    'bills already have.',
  effect: 'write',
  input: z.object({
    vendor: z.string().min(1).describe('Vendor number, e.g. V-104, or name'),
    invoice_number: line().max(40).describe("The vendor's own invoice number"),
    amount: price().describe('Without tax, in the currency of the vendor, e.g. "480.00"'),
    description: line().describe('What it is for, e.g. "Boiler repair"'),
    expense_account: z.string().min(1).optional().describe('Number or name; else that of the last bill'),
    building: z
      .string()
      .min(1)
      .optional()
      .describe('Building (project) number, e.g. B-03; else that of the last bill'),
    date: z.iso.date().optional().describe("Date of the bill; else the application's own date"),
    due_date: z.iso.date().optional().describe("By the vendor's terms when not given"),
    po_number: line().max(20).optional().describe('Our purchase order or work order'),
    notes: z.string().max(1000).optional().describe('Kept with the bill'),
    duplicate: z.boolean().default(false).describe('true: another bill of the same number is meant'),
  }),
  output: itemSchema().extend({
    id: z.string().describe("The application's own key"),
    vendor_number: z.string(),
    vendor: z.string(),
  }),

  async run({ page, input, step, commit, mark }) {
    const party = await step('find the vendor', () => findParty(page, payables, input.vendor));
    if (!input.duplicate) {
      await step('look for the number', () => refuseDuplicate(page, party, input.invoice_number));
    }
    const posted = await post(
      { page, step, commit, mark },
      payables,
      {
        party,
        amount: input.amount,
        description: input.description,
        account: input.expense_account,
        building: input.building,
        date: input.date,
        dueDate: input.due_date,
        invoiceNumber: input.invoice_number,
        poNumber: input.po_number,
        notes: notesWithMark(input.notes, mark),
      },
      toPreview,
    );
    return toOutput(posted);
  },

  async reconcile(context) {
    const posted = await findPosted(context, payables);
    return posted && toOutput(posted);
  },
});

/** The application takes any number twice, and so pays a bill that came by mail and by e-mail twice. */
async function refuseDuplicate(page: Page, party: Party, number: string): Promise<void> {
  const { transactions, complete } = await new TransactionListPage(page, payables).all({
    partyId: party.id,
  });
  const wanted = number.trim().toLowerCase();
  const same = transactions.find((bill) => bill.number.toLowerCase() === wanted);
  if (same) {
    throw new InvalidInput(
      `${party.name} already has a bill ${same.number} of ${same.date} over ${same.amount} ${same.currency}.`,
      { hint: 'If it is another one, call again with duplicate: true.' },
    );
  }
  if (!complete.proven) {
    throw new LayoutChanged(`The list of the vendor's bills is not whole: ${complete.because}.`);
  }
}

const toPreview = ({ party_number, party, account, ...shown }: EntryShown) => ({
  vendor_number: party_number,
  vendor: party,
  expense_account: account,
  ...shown,
});

const toOutput = (posted: Transaction) => ({
  id: posted.id,
  ...toItem(posted),
  vendor_number: posted.party_number,
  vendor: posted.party,
});
