/** Reads a resident's ledger, the way a clerk does it: Person Search, then the window behind "Ledger". */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { openLedger } from './pages/tenant-ledger.page.ts';

export default defineFlow({
  app: yardi,
  name: 'get_tenant_ledger',
  title: 'Tenant ledger',
  description: 'All charges and payments of one resident, with the running balance.',
  effect: 'read',
  input: z.object({
    resident: z
      .string()
      .regex(/^t\d{7}$/)
      .describe('Code, e.g. t0019683'),
  }),
  output: z.object({
    resident: z.string(),
    name: z.string(),
    property: z.string(),
    unit: z.string(),
    lines: z.array(
      z.object({
        date: z.iso.date(),
        code: z.string(),
        description: z.string(),
        charge: decimal(),
        payment: decimal(),
        balance: decimal(),
      }),
    ),
    balance: decimal(),
    complete: completeness(),
  }),
  run: ({ page, input, step }) => step('read the ledger', () => openLedger(page, input.resident)),
});
