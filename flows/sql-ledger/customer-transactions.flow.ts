/** One tenant's invoices and credit notes, paid or not, and what is due: AR → Reports → Transactions for one customer. */
import { z } from 'zod';
import { byAll, completeness, defineFlow } from 'sidedoor-mcp';
import { sqlLedger } from './app.ts';
import { DueByCurrency, dueSchema, listedSchema, toListed } from './item.ts';
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
    transactions: z.array(
      listedSchema().extend({ paid_on: z.iso.date().nullable().describe('Last payment') }),
    ),
    balance: dueSchema().describe('Empty when nothing is due'),
    complete: completeness(),
  }),
  key: ['id'],
  emits: 'transactions',
  timeout: 900,

  async run({ page, input: { customer, from, to }, step, emit }) {
    const { id, number, name } = await step('find the customer', () =>
      findParty(page, receivables, customer),
    );
    const list = new TransactionListPage(page, receivables);
    const whole = await step('read the transactions', () =>
      list.each({ partyId: id, from, to }, (some) =>
        emit(some.map((one) => ({ ...toListed(one), paid_on: one.paid_on }))),
      ),
    );
    const due = new DueByCurrency();
    const open = await step('read what is due', () =>
      list.eachOutstanding({ partyId: id }, async (some) => due.add(some)),
    );
    return { customer_number: number, customer: name, balance: due.all, complete: byAll(whole, open) };
  },
});
