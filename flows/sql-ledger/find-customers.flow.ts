/** Finds tenants by a part of their name: Customers → Reports → Search. */
import { z } from 'zod';
import { chosenFrom, completeness, defineFlow } from 'sidedoor-mcp';
import { sqlLedger } from './app.ts';
import { PartyListPage } from './pages/party-list.page.ts';
import { receivables } from './pages/sides.ts';

export default defineFlow({
  app: sqlLedger,
  name: 'find_customers',
  title: 'Find customers',
  description:
    'Customers (tenants) whose name contains a text, with their numbers. Use it when only a name is known.',
  effect: 'read',
  input: z.object({
    name: z.string().default('').describe('Part of the name in any case; empty for all'),
    status: z
      .enum(['active', 'inactive', 'all'])
      .default('all')
      .describe('inactive: those who have moved out'),
  }),
  output: z.object({
    customers: z.array(
      z.object({
        customer_number: z.string(),
        name: z.string(),
        city: z.string(),
        phone: z.string(),
        email: z.string(),
        since: z.iso.date().nullable(),
        until: z.iso.date().nullable(),
      }),
    ),
    complete: completeness(),
  }),

  async run({ page, input: { name, status }, step }) {
    const { parties, complete: whole } = await step('search the customers', () =>
      new PartyListPage(page, receivables).named(name, status),
    );
    return {
      customers: parties.map((party) => ({
        customer_number: party.number,
        name: party.name,
        city: party.city,
        phone: party.phone,
        email: party.email,
        since: party.since,
        until: party.until,
      })),
      complete: chosenFrom(whole),
    };
  },
});
