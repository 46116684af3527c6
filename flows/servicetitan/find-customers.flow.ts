/** Customers → search. */
import { z } from 'zod';
import { completeness, defineFlow } from 'sidedoor-mcp';
import { servicetitan } from './app.ts';
import { Grid } from './pages/grid.ts';
import { fits } from './pages/reading.ts';
import { assertEcho, echoOf, factAt, openRoute } from './pages/screen.ts';

export default defineFlow({
  app: servicetitan,
  name: 'find_customers',
  title: 'Find customers',
  description: 'Customers by part of their name, phone or address.',
  effect: 'read',
  example: { query: 'Ruth' },
  input: z.object({ query: z.string().trim().min(2).max(80).describe('Part of name, phone or address') }),
  output: z.object({
    customers: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        type: z.string(),
        phone: z.string(),
        email: z.string(),
        locations: z.array(z.string()),
      }),
    ),
    complete: completeness(),
  }),

  async run({ page, input: { query }, step }) {
    const { rows, whole } = await step('search', async () => {
      await openRoute(page, `/Customer/Index?name=${encodeURIComponent(query)}`, 'Customers');
      assertEcho(await echoOf(page), [`Results for "${query}"`]);
      const columns = {
        id: 'Customer ID',
        name: 'Name',
        type: 'Type',
        phone: 'Phone',
        email: 'Email',
        locations: 'Locations',
      };
      const grid = new Grid(page, 'customers', columns, {
        name: ({ id }) => factAt(page, `/customer/${id}`, `Customer ${id}`, 'Name'),
      });
      return grid.readAll(({ id }) => id);
    });
    const customers = rows.map(({ locations, ...row }) => ({
      ...row,
      id: fits(/^\d+$/, row.id, 'customer ID'),
      type: fits(/^(Residential|Commercial)$/, row.type, 'type'),
      locations: locations.split(' | '),
    }));
    return { customers, complete: whole };
  },
});
