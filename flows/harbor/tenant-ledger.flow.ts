/** Reads one tenant's ledger, the way a clerk does it under Residential → Tenant Ledger. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { harbor } from './app.ts';
import { findTenant } from './find-tenant.ts';
import { ledgerLine } from './ledger-line.ts';
import { TenantLedger } from './pages/tenant-ledger.page.ts';

export default defineFlow({
  app: harbor,
  name: 'get_tenant_ledger',
  title: 'Tenant ledger',
  description:
    'All charges and payments of one tenant with the running balance. A negative balance is a credit.',
  effect: 'read',
  input: z.object({
    tenant: z.string().trim().min(2).describe('Tenant number, e.g. T-1042, or name or a part of it'),
  }),
  example: { tenant: 'T-1042' },
  output: z.object({
    tenant: z.object({
      number: z.string(),
      name: z.string().describe('Last, first'),
      status: z.string().describe('Current, Notice, Past or Future'),
      building: z.string().describe('Code'),
      unit: z.string(),
    }),
    currency: z.string(),
    balance: decimal().describe('Due today'),
    lines: z.array(ledgerLine()),
    complete: completeness(),
  }),

  async run({ page, input, step }) {
    const ledger = await step('open the tenant ledger', () => TenantLedger.open(page));
    const { currency, ...tenant } = await step('look the tenant up', () =>
      ledger.lookUp((lookup) => findTenant(lookup, input.tenant)),
    );
    const { lines, balance, whole } = await step('read the ledger', () => ledger.statement());
    return { tenant, currency, balance, lines, complete: whole };
  },
});
