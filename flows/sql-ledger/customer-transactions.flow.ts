/** One tenant's invoices and credit notes, paid or not, and what is due: AR → Reports → Transactions for one customer. */
import { z } from 'zod';
import { byAll, completeness, defineFlow } from 'sidedoor-mcp';
import { sqlLedger } from './app.ts';
import { dueByCurrency, dueSchema, itemSchema, toItem } from './item.ts';
import { findParty } from './pages/find-party.ts';
import { receivables } from './pages/sides.ts';
import { TransactionListPage } from './pages/transaction-list.page.ts';

export default defineFlow({
  app: sqlLedger,
  name: 'list_customer_transactions',
  title: "List a customer's transactions",
  description:
    "One customer's (tenant's) invoices and credit notes, paid or not, and the balance: what is due today of all of them, " +
    'whatever the dates asked for.',
  effect: 'read',
  input: z.object({
    customer: z.string().min(1).describe('Customer number, e.g. T-1005, or name'),
    from: z.iso.date().optional().describe('First invoice date'),
    to: z.iso.date().optional().describe('Last invoice date'),
  }),
  example: { customer: 'T-1005' },
  output: z.object({
    customer_number: z.string(),
    customer: z.string(),
    transactions: z.array(itemSchema().extend({ paid_on: z.iso.date().nullable().describe('Last payment') })),
    balance: dueSchema().describe('Empty when nothing is due'),
    complete: completeness(),
  }),

  async run({ page, input: { customer, from, to }, step }) {
    const { id, number, name } = await step('find the customer', () =>
      findParty(page, receivables, customer),
    );
    const list = new TransactionListPage(page, receivables);
    const asked = await step('read the transactions', () => list.all({ partyId: id, from, to }));
    const open = await step('read what is due', () => list.outstanding({ partyId: id }));
    return {
      customer_number: number,
      customer: name,
      transactions: asked.transactions.map((transaction) => ({
        ...toItem(transaction),
        paid_on: transaction.paid_on,
      })),
      balance: dueByCurrency(open.transactions),
      complete: byAll(asked.complete, open.complete),
    };
  },
});
