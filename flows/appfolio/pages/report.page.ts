import type { Page } from 'playwright';
import {
  AppUnavailable,
  assertLegible,
  cellText,
  download,
  isoDateOrNull,
  LayoutChanged,
  NotFound,
  readWorkbook,
  redraw,
  screenDate,
} from 'sidedoor-mcp';
import type { Cell } from 'sidedoor-mcp';
import { readGrid, waitForGrid } from './grid.ts';
import type { Grid } from './grid.ts';
import { assertStillInside, openPage } from './place.ts';

export interface Period {
  /** ISO dates, both included. */
  from: string;
  to: string;
}

export interface Filters {
  property?: string | undefined;
  vendor?: string | undefined;
  /** ISO, as all dates. */
  asOf?: string;
  period?: Period;
  /** Labels; none is every one. */
  statuses?: readonly string[] | undefined;
}

/** An export may take so long. Milliseconds. */
const exportLimit = 60_000;

/** A buffered report: its filters, its grid, its export. */
export class Report {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** By its slug, a vendor fact. */
  static async open(page: Page, slug: string, title: string): Promise<Report> {
    await openPage(page, `buffered_reports/${slug}?customize=true`, title);
    return new Report(page);
  }

  /** The last day that the form proposes, where it does: the app's own today. */
  async today(): Promise<string | null> {
    const field = this.#page.locator('#to, #as_of').first();
    return (await field.count()) === 0 ? null : isoDateOrNull(await field.inputValue(), 'mdy');
  }

  /** All that the filter of properties offers. */
  async properties(): Promise<string[]> {
    const labels = await this.#page.locator('#property option').allTextContents();
    return labels.map((label) => label.trim()).filter((label) => label !== 'All');
  }

  /**
   * Sets the filters, runs the report and waits for it. It may have been run for more than was asked: what stands above it is
   * answered by `isWider`.
   *
   * @throws LayoutChanged when the report says that it was run for anything else.
   */
  async run({ property, vendor, asOf, period, statuses = [] }: Filters): Promise<{ isWider: boolean }> {
    const page = this.#page;
    const lists = new Map([['Properties', await this.#select('property', property)]]);
    if (vendor !== undefined) lists.set('Vendor', await this.#select('vendor', vendor));
    if (asOf !== undefined) await page.locator('#as_of').fill(screenDate(asOf, 'mdy', '/'));
    if (period) {
      await page.locator('#from').fill(screenDate(period.from, 'mdy', '/'));
      await page.locator('#to').fill(screenDate(period.to, 'mdy', '/'));
    }
    for (const status of statuses) await page.getByLabel(status, { exact: true }).check();
    await redraw(page.mainFrame(), () => page.getByRole('button', { name: 'Run Report' }).click());

    const criteria = await this.#criteria();
    const says = (label: string) => criteria.get(label) ?? '';
    const states = criteria.get('Status') ?? criteria.get('Tenant Status') ?? 'All';
    const shown = period && /^(\S+) to (\S+)$/.exec(says('Period'))?.slice(1);
    const [from = '', to = ''] = shown?.map((day) => isoDateOrNull(day, 'mdy') ?? '') ?? [];
    const wanted = statuses.length === 0 ? 'All' : [...statuses].toSorted().join();
    const isAsAsked =
      [...lists].every(([label, chosen]) => says(label) === chosen) &&
      states.split(', ').toSorted().join() === wanted &&
      (!period || (from === period.from && to === period.to));
    const isCovered =
      [...lists].every(([label, chosen]) => [chosen, 'All'].includes(says(label))) &&
      (states === 'All' || states.split(', ').toSorted().join() === wanted) &&
      (!period || (from !== '' && from <= period.from && to >= period.to)) &&
      (asOf === undefined || isoDateOrNull(says('As of'), 'mdy') === asOf);
    if (!isCovered) {
      const lines = [...criteria].map(([label, value]) => `${label}: ${value}`).join(' | ');
      throw new LayoutChanged(`The report was run for "${lines}", which is not what was asked for.`);
    }
    await waitForGrid(page);
    return { isWider: !isAsAsked };
  }

  /** What is drawn. */
  grid(): Promise<Grid> {
    return readGrid(this.#page);
  }

  /** How many it says it holds. */
  async stated(): Promise<number | null> {
    const text = (await this.#page.locator('.js-result-count').textContent()) ?? '';
    const [, count] = /^([\d,]+) results?$/.exec(text.trim()) ?? [];
    return count === undefined ? null : Number(count.replaceAll(',', ''));
  }

  /** The rows of its .xlsx file, which is made in its own time. */
  async exported(): Promise<Cell[][]> {
    const page = this.#page;
    await page.getByRole('button', { name: 'Export XLSX' }).click();
    const link = page.locator('.js-export-download');
    const late = new AppUnavailable('AppFolio did not finish the export.');
    await link.waitFor({ timeout: exportLimit }).catch(() => assertStillInside(page, late));
    const file = await download(page.mainFrame(), () => link.click());
    if (!file) return assertStillInside(page, late);
    const [sheet, ...others] = (await readWorkbook(file)).sheets;
    if (!sheet || others.length > 0)
      throw new LayoutChanged('The export has not the one sheet that it should.');
    for (const row of sheet.rows) assertLegible(row.map(cellText));
    return sheet.rows;
  }

  async #select(id: string, meant: string | undefined): Promise<string> {
    const list = this.#page.locator(`#${id}`);
    if (meant === undefined) return 'All';
    const labels = (await list.locator('option').allTextContents()).map((label) => label.trim());
    const label = labels.find((one) => one.toLowerCase() === meant.trim().toLowerCase());
    if (label === undefined) {
      const known = labels.filter((one) => one !== 'All').join('; ');
      throw new NotFound(`AppFolio has no ${id} "${meant}".`, { hint: `There are: ${known}.` });
    }
    await list.selectOption({ label });
    return label;
  }

  /** What stands above the rows: label and value. */
  async #criteria(): Promise<Map<string, string>> {
    const lines = await this.#page.locator('.js-report-criteria span').allTextContents();
    return new Map(lines.map((line) => [line.split(': ')[0] ?? '', line.split(': ').slice(1).join(': ')]));
  }
}
