/** Lists bills not paid in full, the way a clerk does under AP → Reports → Outstanding. */
import { z } from 'zod';
import { byAll, chosenFrom, completeness, defineFlow } from 'sidedoor-mcp';
import { sqlLedger } from './app.ts';
import { DueByCurrency, dueSchema, listedSchema, toListed } from './item.ts';
import { BuildingLedgerPage } from './pages/building-ledger.page.ts';
import { findParty } from './pages/find-party.ts';
import { payables } from './pages/sides.ts';
import { TransactionListPage } from './pages/transaction-list.page.ts';

export default defineFlow({
  app: sqlLedger,
  name: 'list_open_payables',
  title: 'List open bills',
  description:
    'Bills and debit notes of vendors (contractors) that are open or part paid, with amount, paid and due.',
  effect: 'read',
  input: z.object({
    vendor: z.string().min(1).optional().describe('Vendor number, e.g. V-104, or name'),
    building: z.string().min(1).optional().describe('Building (project) number, e.g. B-03'),
    from: z.iso.date().optional().describe('First bill date'),
    to: z.iso.date().optional().describe('As of this day: no later bills, and later payments do not count'),
  }),
  output: z.object({
    bills: z.array(listedSchema().extend({ vendor_number: z.string(), vendor: z.string() })),
    due: dueSchema(),
    complete: completeness(),
  }),
  key: ['id'],
  emits: 'bills',
  timeout: 900,

  async run({ page, input: { vendor, building, from, to }, step, emit }) {
    const party = vendor && (await step('find the vendor', () => findParty(page, payables, vendor)));
    const partyId = party ? party.id : undefined;
    const ofBuilding =
      building &&
      (await step('find the bills of the building', () =>
        new BuildingLedgerPage(page, payables).transactions(building, { from, to }),
      ));
    const due = new DueByCurrency();
    const whole = await step('read the list of open bills', () =>
      new TransactionListPage(page, payables).eachOutstanding({ partyId, from, to }, async (open) => {
        const bills = open
          .filter(({ id }) => !ofBuilding || ofBuilding.ids.has(id))
          .map((one) => ({ ...toListed(one), vendor_number: one.party_number, vendor: one.party }));
        due.add(bills);
        await emit(bills);
      }),
    );
    return { due: due.all, complete: ofBuilding ? byAll(chosenFrom(whole), ofBuilding.complete) : whole };
  },
});
