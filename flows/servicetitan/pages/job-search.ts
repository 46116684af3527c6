import type { Page } from 'playwright';
import type { Completeness } from 'sidedoor-mcp';
import { assertWhole, Grid } from './grid.ts';
import { fits } from './reading.ts';
import { assertEcho, echoOf, factAt, openRoute } from './screen.ts';

export interface FoundJob {
  number: string;
  customer: string;
  address: string;
  type: string;
  business_unit: string;
  status: string;
  summary: string;
}

/** The search of the whole application, for jobs. */
export async function searchJobs(
  page: Page,
  query: string,
): Promise<{ jobs: FoundJob[]; whole: Completeness }> {
  await openRoute(page, `/Search?q=${encodeURIComponent(query)}`, 'Search');
  assertEcho(await echoOf(page), [`Jobs that match "${query}"`]);
  const columns = {
    number: 'Job #',
    customer: 'Customer',
    address: 'Address',
    type: 'Job Type',
    business_unit: 'Business Unit',
    status: 'Status',
    summary: 'Summary',
  };
  const grid = new Grid(page, 'jobs', columns, {
    customer: ({ number }) => factAt(page, `/Job/Index/${number}`, `Job ${number}`, 'Customer'),
  });
  const { rows, whole } = await grid.readAll(({ number }) => number);
  const jobs = rows.map((row) => ({
    ...row,
    number: fits(/^\d+$/, row.number, 'job number'),
    status: fits(/^(Scheduled|In Progress|Completed|Hold|Canceled)$/, row.status, 'status'),
  }));
  return { jobs, whole };
}

/** Number of the job whose summary carries a mark. */
export async function jobWith(page: Page, mark: string): Promise<string | undefined> {
  const { jobs, whole } = await searchJobs(page, mark);
  const found = jobs.find(({ summary }) => summary.includes(mark));
  if (!found) assertWhole(whole);
  return found?.number;
}
