/** Lists what tenants owe, the way a clerk does it under Reporting → Delinquency. */
import { z } from 'zod';
import { amount, chosenFrom, completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { oneOf } from './pages/reading.ts';
import { readReport } from './pages/whole-report.ts';

/** In the order in which the app numbers them, a vendor fact. */
const statuses = ['Current', 'Past', 'Future', 'Evict', 'Notice'] as const;

const columns = {
  property: ['Property Name', 'Property'],
  unit: ['Unit', 'Unit Name'],
  tenant: 'Name',
  status: 'Tenant Status',
  owed: 'Amount Receivable',
  days_0_30: '0-30',
  days_30_60: '30-60',
  days_60_90: '60-90',
  days_90_plus: '90+',
  occupancy_id: 'Occupancy ID',
};
const delinquency = {
  slug: 'delinquency',
  title: 'Delinquency',
  columns,
  key: ['property', 'occupancy_id'] as const,
  amounts: ['owed', 'days_0_30', 'days_30_60', 'days_60_90', 'days_90_plus'] as const,
};

export default defineFlow({
  app: appfolio,
  name: 'list_delinquencies',
  title: 'Delinquency',
  description: 'Tenants who owe, by the age of the debt.',
  effect: 'read',
  example: { as_of: '2026-11-20' },
  input: z.object({
    as_of: z.iso.date().describe('The day'),
    property: z.string().min(1).optional().describe('Default: all'),
    statuses: z.array(z.enum(statuses)).optional().describe('Default: all'),
    min_owed: decimal().optional().describe('At least'),
  }),
  output: z.object({
    tenants: z.array(
      z.object({
        property: z.string(),
        unit: z.string(),
        tenant: z.string(),
        status: z.enum(statuses),
        owed: decimal(),
        days_0_30: decimal(),
        days_30_60: decimal(),
        days_60_90: decimal(),
        days_90_plus: decimal(),
        occupancy_id: z.string(),
      }),
    ),
    complete: completeness(),
  }),
  timeout: 180,

  async run({ page, input, step }) {
    const { as_of: asOf, property, statuses: wanted, min_owed: least = '0' } = input;
    const { rows, whole } = await step('run it and read it', () =>
      readReport(page, delinquency, { asOf, property, statuses: wanted }),
    );
    const all = rows.map((row) => ({
      ...row,
      status: oneOf(statuses, row.status, 'tenant status'),
      owed: amount(row.owed),
      days_0_30: amount(row.days_0_30),
      days_30_60: amount(row.days_30_60),
      days_60_90: amount(row.days_60_90),
      days_90_plus: amount(row.days_90_plus),
    }));
    return {
      tenants: all.filter(({ owed }) => Number(owed) >= Number(least)),
      complete: chosenFrom(whole),
    };
  },
});
