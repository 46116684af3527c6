import type { Page } from 'playwright';
import { AppUnavailable, LayoutChanged } from 'sidedoor-mcp';
import { assertSame, openPage } from '../restaurant.ts';
import { compact, inWords } from './period.ts';
import type { Period } from './period.ts';
import { textOf } from './reading.ts';
import { arrive, closed } from './sight.ts';

/** Reports of the new generation take up to 90 seconds to draw (a vendor fact). Milliseconds. */
const patience = 100_000;

/**
 * Opens a report and waits until the page has drawn it. The page asks for it by itself, every 1.5 seconds; nothing is
 * asked besides. Then looks what the report says that it is about.
 *
 * @throws SwitchedUnderneath, LayoutChanged when it is about something else, AppUnavailable when it does not come.
 */
export async function openReport(
  page: Page,
  { path, title, restaurant, period }: { path: string; title: string; restaurant: string; period?: Period },
): Promise<void> {
  const query = period
    ? `?datePreset=CUSTOM&startDate=${compact(period.from)}&endDate=${compact(period.to)}`
    : '';
  await openPage(page, `${path}${query}`, title, restaurant);
  if ((await drawn(page, title, restaurant)) === 'failed') {
    // It often comes when it is asked for again.
    await openPage(page, `${path}${query}`, title, restaurant);
    await drawn(page, title, restaurant);
  }
  const report = page.locator('main#report');
  if ((await report.getAttribute('data-state')) !== 'completed')
    throw new AppUnavailable(`Toast says: "${await textOf(page, 'main#report')}"`);

  const [shown = '', about] = (await textOf(page, '[data-testid="report-scope"]')).split(' · ');
  assertSame(restaurant, shown);
  const wanted = period && inWords(period);
  if (about !== wanted) throw new LayoutChanged(`"${title}" is about ${about}, not about ${wanted}.`);
}

/** Waits until the page has drawn its report, or says that it could not; answers which. */
async function drawn(page: Page, title: string, restaurant: string): Promise<string | null> {
  const report = page.locator('main#report');
  if ((await report.count()) === 0)
    throw new LayoutChanged(`"${title}" is not the report page of the new generation.`);
  try {
    const drawn = page.locator('main#report:not([data-state=loading])').or(page.locator(closed));
    await drawn.first().waitFor({ state: 'attached', timeout: patience });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
    throw new AppUnavailable(`"${title}" was not drawn in ${patience / 1000} seconds.`, { cause: error });
  }
  assertSame(restaurant, (await arrive(page, title)).restaurant);
  return report.getAttribute('data-state');
}
