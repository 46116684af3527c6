import type { Page } from 'playwright';
import { isoPeriod, LayoutChanged, screenDate } from 'sidedoor-mcp';
import { assertSame, openPage } from '../restaurant.ts';
import type { Period } from './period.ts';
import { press } from './press.ts';
import { textOf } from './reading.ts';
import { arrive, closed } from './sight.ts';

const onScreen = (iso: string) => screenDate(iso, 'mdy', '-');

/** A report page of the old generation. Its headings are there before its rows, under a mask (vendor facts). */
export class LegacyReport {
  readonly page: Page;
  readonly title: string;
  readonly restaurant: string;

  private constructor(page: Page, title: string, restaurant: string) {
    this.page = page;
    this.title = title;
    this.restaurant = restaurant;
  }

  static async open(page: Page, path: string, title: string, restaurant: string): Promise<LegacyReport> {
    await openPage(page, `legacyReports/${path}`, title, restaurant);
    return new LegacyReport(page, title, restaurant);
  }

  /**
   * Fills in the dates, presses Update, and waits for the rows. Answers the dates that the report says it is about, and
   * whatever else besides the restaurant. Its rows have dates, so it may be about more days than were asked for.
   *
   * @throws SwitchedUnderneath, or LayoutChanged when it is about something else.
   */
  async update({ from, to }: Period): Promise<{ shown: Period; more: string[] }> {
    const { page, restaurant, title } = this;
    await page.locator('[name=reportDateStart]').fill(onScreen(from));
    await page.locator('[name=reportDateEnd]').fill(onScreen(to));
    await press(page.locator('#update-btn'));
    const drawn = page
      .locator('#report-content:has(.count):not(:has(div.loadmask))')
      .or(page.locator(closed));
    await drawn.first().waitFor({ state: 'attached' });
    assertSame(restaurant, (await arrive(page, title)).restaurant);
    const criteria = await textOf(page, '#report-content .criteria');
    const [where = '', period = '', ...more] = criteria.split(' | ');
    assertSame(restaurant, where);
    const shown = isoPeriod(period, 'mdy');
    if (shown.from > from || shown.to < to)
      throw new LayoutChanged(`"${title}" is about ${period}, not about ${from} to ${to}.`);
    return { shown, more };
  }

  /** @throws LayoutChanged when it is about more days, where its rows do not say which of them are theirs. */
  assertOnly({ from, to }: Period, shown: Period): void {
    if (shown.from !== from || shown.to !== to)
      throw new LayoutChanged(`"${this.title}" is about ${shown.from} to ${shown.to}, not ${from} to ${to}.`);
  }

  /**
   * The number of records that it states. None is believed only with the row that says so.
   *
   * @throws LayoutChanged
   */
  async stated(nothing: string): Promise<string> {
    const text = await textOf(this.page, '#report-content .count');
    const marker = this.page.locator('#report-content tr.nothing', { hasText: nothing });
    if (text.startsWith('0 ') && (await marker.count()) !== 1)
      throw new LayoutChanged(`"${this.title}" shows no rows, and does not say "${nothing}".`);
    return text;
  }
}
