/** Reads the site dashboard of one property, the way a manager does every morning: the counts, and the lists behind them. */
import { z } from 'zod';
import { completeness, defineFlow } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { property } from './inputs.ts';
import { isListed, SiteDashboard } from './pages/site-dashboard.page.ts';

export default defineFlow({
  app: yardi,
  name: 'get_site_dashboard',
  title: 'Site dashboard',
  description:
    'Open today at one property, counted and listed: available units, notices, applications, units to make ready, work requests.',
  effect: 'read',
  input: z.object({ property: property() }),
  example: { property: 'dock' },
  output: z.object({
    property: z.string(),
    counts: z.array(z.object({ metric: z.string(), count: z.int() })),
    units: z
      .array(
        z.object({
          metric: z.string(),
          unit: z.string(),
          unit_type: z.string(),
          status: z.string(),
          resident: z.string().nullable(),
          name: z.string().nullable(),
          date: z.iso.date().nullable(),
        }),
      )
      .describe('Behind each count but leased units'),
    work_requests: z.array(
      z.object({
        number: z.string(),
        unit: z.string(),
        description: z.string(),
        category: z.string(),
        priority: z.string(),
        status: z.string(),
        opened: z.iso.date(),
      }),
    ),
    complete: completeness(),
  }),
  timeout: 300,

  async run({ page, input, step }) {
    const dashboard = await step('open the dashboard', () => SiteDashboard.open(page, input.property));
    const counts = await step('read its counts', () => dashboard.counts());
    const units = await step('list the units', async () => {
      const all = [];
      for (const { metric } of counts.filter(isListed)) all.push(...(await dashboard.units(metric)));
      return all;
    });
    const work_requests = await step('list the work requests', () => dashboard.workRequests());
    return {
      property: dashboard.label,
      counts,
      units,
      work_requests,
      complete: dashboard.whole,
    };
  },
});
