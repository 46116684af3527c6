/** Reads one tenant's ledger, the way a clerk does it: Search, the tenant, Ledger. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { readLedger } from './pages/ledger.page.ts';
import { openLedger } from './pages/tenant.page.ts';

export default defineFlow({
  app: appfolio,
  name: 'get_tenant_ledger',
  title: 'Tenant ledger',
  description: 'Charges and payments of one tenant with the running balance; negative is a credit.',
  effect: 'read',
  example: { tenant: 'Rosa Marsh' },
  input: z.object({ tenant: z.string().trim().min(2).describe('Occupancy id or whole name') }),
  output: z.object({
    tenant: z.object({
      occupancy_id: z.string(),
      name: z.string(),
      property: z.string(),
      unit: z.string(),
      status: z.string(),
    }),
    balance: decimal(),
    lines: z.array(
      z.object({
        date: z.iso.date(),
        payer: z.string(),
        description: z.string(),
        debit: decimal(),
        credit: decimal(),
        balance: decimal(),
      }),
    ),
    complete: completeness(),
  }),

  async run({ page, input, step }) {
    const tenant = await step('find the tenant', () => openLedger(page, input.tenant));
    const { lines: read, balance, whole } = await step('read the ledger', () => readLedger(page));
    const lines = read.map(({ date, payer, description, debit, credit, balance: after }) => {
      return { date, payer, description, debit, credit, balance: after };
    });
    return { tenant, balance, lines, complete: whole };
  },
});
