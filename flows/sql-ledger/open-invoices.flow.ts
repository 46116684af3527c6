/** Lists what tenants have not paid in full, the way a clerk does under AR → Reports → Outstanding. */
import { z } from 'zod';
import { byAll, chosenFrom, completeness, defineFlow } from 'sidedoor-mcp';
import { sqlLedger } from './app.ts';
import { DueByCurrency, dueSchema, listedSchema, toListed } from './item.ts';
import { BuildingLedgerPage } from './pages/building-ledger.page.ts';
import { findParty } from './pages/find-party.ts';
import { receivables } from './pages/sides.ts';
import { TransactionListPage } from './pages/transaction-list.page.ts';

export default defineFlow({
  app: sqlLedger,
  name: 'list_open_invoices',
  title: 'List open invoices',
  description:
    'Invoices and credit notes to customers (tenants) that are open or part paid, with amount, paid and due. ' +
    'Give a customer, a building or dates to ask for less than everything.',
  effect: 'read',
  input: z.object({
    customer: z.string().min(1).optional().describe('Customer number, e.g. T-1005, or name'),
    building: z.string().min(1).optional().describe('Building (project) number, e.g. B-03'),
    from: z.iso.date().optional().describe('First invoice date'),
    to: z.iso
      .date()
      .optional()
      .describe('As of this day: no later invoices, and later payments do not count'),
  }),
  output: z.object({
    invoices: z.array(listedSchema().extend({ customer_number: z.string(), customer: z.string() })),
    due: dueSchema(),
    complete: completeness(),
  }),
  key: ['id'],
  emits: 'invoices',
  timeout: 900,

  async run({ page, input: { customer, building, from, to }, step, emit }) {
    const party = customer && (await step('find the customer', () => findParty(page, receivables, customer)));
    const partyId = party ? party.id : undefined;
    const inBuilding =
      building &&
      (await step('find the invoices of the building', () =>
        new BuildingLedgerPage(page, receivables).transactions(building, { from, to }),
      ));
    const due = new DueByCurrency();
    const whole = await step('read the list of open invoices', () =>
      new TransactionListPage(page, receivables).eachOutstanding({ partyId, from, to }, async (open) => {
        const invoices = open
          .filter(({ id }) => !inBuilding || inBuilding.ids.has(id))
          .map((one) => ({ ...toListed(one), customer_number: one.party_number, customer: one.party }));
        due.add(invoices);
        await emit(invoices);
      }),
    );
    return { due: due.all, complete: inBuilding ? byAll(chosenFrom(whole), inBuilding.complete) : whole };
  },
});
