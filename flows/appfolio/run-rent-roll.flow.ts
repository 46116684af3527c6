/** Runs the rent roll, the way a clerk does it under Reporting → Rent Roll. */
import { z } from 'zod';
import { amount, completeness, decimal, defineFlow, isoDateOrNull } from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { oneOf, textOrNull } from './pages/reading.ts';
import { readReport } from './pages/whole-report.ts';

const statuses = ['Current', 'Notice', 'Evict', 'Future', 'Vacant-Unrented'] as const;

const columns = {
  property: ['Property Name', 'Property'],
  unit: ['Unit', 'Unit Name'],
  tenant: ['Tenant', 'Tenant Name'],
  status: 'Status',
  market_rent: 'Market Rent',
  rent: 'Rent',
  deposit: 'Deposit',
  lease_from: 'Lease From',
  lease_to: 'Lease To',
  past_due: 'Past Due',
  occupancy_id: 'Occupancy ID',
};
const rentRoll = {
  slug: 'rent_roll',
  title: 'Rent Roll',
  columns,
  key: ['property', 'unit'] as const,
  amounts: ['market_rent', 'rent', 'deposit', 'past_due'] as const,
};

export default defineFlow({
  app: appfolio,
  name: 'run_rent_roll',
  title: 'Rent roll',
  description: 'Every unit on a day, vacant ones too: tenant, rents, deposit, lease, past due.',
  effect: 'read',
  example: { as_of: '2026-11-20' },
  input: z.object({
    as_of: z.iso.date().describe('The day'),
    property: z.string().min(1).optional().describe('Default: all'),
  }),
  output: z.object({
    units: z.array(
      z.object({
        property: z.string(),
        unit: z.string(),
        tenant: z.string().nullable(),
        status: z.enum(statuses),
        market_rent: decimal(),
        rent: decimal(),
        deposit: decimal(),
        lease_from: z.iso.date().nullable(),
        lease_to: z.iso.date().nullable(),
        past_due: decimal(),
        occupancy_id: z.string().nullable(),
      }),
    ),
    complete: completeness(),
  }),
  timeout: 180,

  async run({ page, input, step }) {
    const { as_of: asOf, property } = input;
    const { rows, whole } = await step('run it and read it', () =>
      readReport(page, rentRoll, { asOf, property }),
    );
    const units = rows.map((row) => ({
      ...row,
      tenant: textOrNull(row.tenant),
      status: oneOf(statuses, row.status, 'status'),
      market_rent: amount(row.market_rent),
      rent: amount(row.rent),
      deposit: amount(row.deposit),
      past_due: amount(row.past_due),
      lease_from: isoDateOrNull(row.lease_from, 'mdy'),
      lease_to: isoDateOrNull(row.lease_to, 'mdy'),
      occupancy_id: textOrNull(row.occupancy_id),
    }));
    return { units, complete: whole };
  },
});
