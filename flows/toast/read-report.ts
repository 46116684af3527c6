import type { Page } from 'playwright';
import type { FlowContext } from 'sidedoor-mcp';
import { LegacyReport } from './pages/legacy-report.page.ts';
import { openReport } from './pages/new-report.page.ts';
import { periodOf } from './pages/period.ts';
import type { Period } from './pages/period.ts';
import { inOneRestaurant } from './restaurant.ts';

type Asked = Pick<FlowContext<{ from: string; to?: string | undefined }>, 'page' | 'input' | 'step'>;

interface Address {
  /** Below the address of its generation's reports. */
  path: string;
  title: string;
}

/** Opens a report of the old generation for the wanted dates and reads it, all of it in one restaurant. */
export function readOldReport<Answer extends object>(
  { page, input, step }: Asked,
  { path, title }: Address,
  read: (report: LegacyReport, wanted: Period, shown: Period) => Promise<Answer>,
) {
  const wanted = periodOf(input);
  return inOneRestaurant(page, async (restaurant) => {
    const report = await step(`open "${title}"`, () => LegacyReport.open(page, path, title, restaurant));
    const { shown } = await step('fill in the dates', () => report.update(wanted));
    const answer = await step('read it', () => read(report, wanted, shown));
    return { restaurant, ...wanted, ...answer };
  });
}

/** Opens a report of the new generation, which waits until it is drawn, and reads it, all of it in one restaurant. */
export function readNewReport<Answer extends object>(
  { page, input, step }: Asked,
  { path, title }: Address,
  read: (page: Page, restaurant: string, period: Period) => Promise<Answer>,
) {
  const period = periodOf(input);
  return inOneRestaurant(page, async (restaurant) => {
    const report = { path: `reports/${path}`, title, restaurant, period };
    await step(`open "${title}"`, () => openReport(page, report));
    const answer = await step('read it', () => read(page, restaurant, period));
    return { restaurant, ...period, ...answer };
  });
}
