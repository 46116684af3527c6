import type { Page } from 'playwright';
import { AppUnavailable, download, LayoutChanged, NotFound, redraw, screenDate } from 'sidedoor-mcp';
import type { DownloadedFile } from 'sidedoor-mcp';
import { readGrid, waitForGrid } from './grid.ts';
import type { GridRows } from './grid.ts';
import { assertStillInside, openPage } from './place.ts';

export interface Filters {
  property?: string | undefined;
  vendor?: string | undefined;
  /** ISO, as all dates. */
  asOf?: string;
  period?: { from: string; to: string };
  /** Labels; none is every one. */
  statuses?: readonly string[];
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

  /**
   * Sets the filters, runs the report and waits for it.
   *
   * @throws LayoutChanged unless the report says that it was filtered so.
   */
  async run({ property, vendor, asOf, period, statuses }: Filters): Promise<void> {
    const page = this.#page;
    const expected: Record<string, string> = { Properties: await this.#select('property', property) };
    if (vendor !== undefined) expected['Vendor'] = await this.#select('vendor', vendor);
    if (asOf !== undefined) {
      expected['As of'] = screenDate(asOf, 'mdy', '/');
      await page.locator('#as_of').fill(expected['As of']);
    }
    if (period) {
      const [from, to] = [period.from, period.to].map((day) => screenDate(day, 'mdy', '/'));
      await page.locator('#from').fill(from ?? '');
      await page.locator('#to').fill(to ?? '');
      expected['Period'] = `${from} to ${to}`;
    }
    for (const status of statuses ?? []) await page.getByLabel(status, { exact: true }).check();
    await redraw(page.mainFrame(), () => page.getByRole('button', { name: 'Run Report' }).click());
    await this.#assertCriteria(expected, statuses);
    await waitForGrid(page);
  }

  read<Column extends string>(
    columns: Record<Column, string>,
    key: NoInfer<Column>[],
  ): Promise<GridRows<Column>> {
    return readGrid(this.#page, columns, key);
  }

  /** How many it says it holds. */
  async stated(): Promise<number> {
    const text = (await this.#page.locator('.js-result-count').textContent()) ?? '';
    const [, count] = /^([\d,]+) results?$/.exec(text.trim()) ?? [];
    if (count === undefined) throw new LayoutChanged('The report does not say how many results it has.');
    return Number(count.replaceAll(',', ''));
  }

  /** The CSV file, which is made in its own time. */
  async exportCsv(): Promise<DownloadedFile> {
    const page = this.#page;
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const link = page.locator('.js-export-download');
    const late = new AppUnavailable('AppFolio did not finish the export.');
    await link.waitFor({ timeout: exportLimit }).catch(() => assertStillInside(page, late));
    const file = await download(page.mainFrame(), () => link.click());
    return file || assertStillInside(page, late);
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

  async #assertCriteria(expected: Record<string, string>, statuses: readonly string[] = []): Promise<void> {
    const lines = await this.#page.locator('.js-report-criteria span').allTextContents();
    const shown = new Map(
      lines.map((line) => [line.split(': ')[0] ?? '', line.split(': ').slice(1).join(': ')]),
    );
    const states = shown.get('Status') ?? shown.get('Tenant Status') ?? 'All';
    const named = states === 'All' ? [] : states.split(', ');
    const wrong = Object.entries(expected).filter(([label, value]) => shown.get(label) !== value);
    if (wrong.length === 0 && [...named].toSorted().join() === [...statuses].toSorted().join()) return;
    throw new LayoutChanged(
      `The report was run for "${lines.join(' | ')}", which is not what was asked for.`,
    );
  }
}
