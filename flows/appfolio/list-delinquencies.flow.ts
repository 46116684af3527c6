/** Lists what tenants owe, the way a clerk does it under Reporting → Delinquency. */
import { z } from 'zod';
import { amount, chosenFrom, completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { assertOnly, oneOf, wholeBy } from './pages/reading.ts';
import { Report } from './pages/report.page.ts';

/** In the order in which the app numbers them, a vendor fact. */
const statuses = ['Current', 'Past', 'Future', 'Evict', 'Notice'] as const;

const columns = {
  property: 'Property',
  unit: 'Unit',
  tenant: 'Name',
  status: 'Tenant Status',
  owed: 'Amount Receivable',
  days_0_30: '0-30',
  days_30_60: '30-60',
  days_60_90: '60-90',
  days_90_plus: '90+',
  occupancy_id: 'Occupancy ID',
};
const amounts = ['owed', 'days_0_30', 'days_30_60', 'days_60_90', 'days_90_plus'] as const;

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

  async run({ page, input, step }) {
    const { as_of: asOf, property, statuses: wanted = [], min_owed: least = '0' } = input;
    const report = await step('open the report', () => Report.open(page, 'delinquency', 'Delinquency'));
    await step('run it', () => report.run({ asOf, property, statuses: wanted }));
    const { rows, totals, stated } = await step('read it', () => report.read(columns, ['occupancy_id']));
    assertOnly(property, rows);
    const all = rows.map((row) => ({
      ...row,
      status: oneOf(wanted.length > 0 ? wanted : statuses, row.status, 'tenant status that was asked for'),
      owed: amount(row.owed),
      days_0_30: amount(row.days_0_30),
      days_30_60: amount(row.days_30_60),
      days_60_90: amount(row.days_60_90),
      days_90_plus: amount(row.days_90_plus),
    }));
    const footings = amounts.map((name) => ({ amounts: all.map((one) => one[name]), total: totals?.[name] }));
    const complete = wholeBy({ read: all.length, stated }, footings);
    return {
      tenants: all.filter(({ owed }) => Number(owed) >= Number(least)),
      complete: chosenFrom(complete),
    };
  },
});
