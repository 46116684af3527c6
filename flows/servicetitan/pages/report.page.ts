import type { Page } from 'playwright';
import { isoDate, LayoutChanged, nearest, NotFound } from 'sidedoor-mcp';
import { assertWhole, Grid } from './grid.ts';
import { fits, longDate } from './reading.ts';
import { readReport } from './report-rows.ts';
import type { ReportRows, Row } from './report-rows.ts';
import { assertEcho, assertSound, echoOf, openRoute } from './screen.ts';
import { choose, press, typeDate } from './widgets.ts';

export interface ReportFilter {
  from: string;
  to: string;
  units: string[];
  status?: string | undefined;
}

/** Reports → a saved report, by its number. */
export class ReportPage {
  readonly #page: Page;
  readonly name: string;

  private constructor(page: Page, name: string) {
    this.#page = page;
    this.name = name;
  }

  /** @throws NotFound with the names that look like it. */
  static async open(page: Page, wanted: string): Promise<ReportPage> {
    const id = /^\d+$/.test(wanted) ? wanted : await ReportPage.#numberOf(page, wanted);
    await openRoute(page, `/new/reports/${id}`, /^[^/]+$/);
    const name = ((await page.locator('main h1').textContent()) ?? '').trim();
    if (id !== wanted && name.toLowerCase() !== wanted.toLowerCase())
      throw new LayoutChanged(`Report ${id} is "${name}", and not "${wanted}".`);
    return new ReportPage(page, name);
  }

  static async #numberOf(page: Page, wanted: string): Promise<string> {
    await openRoute(page, '/new/reports/all', 'All Reports');
    const headings = await new Grid(page, 'reports', {}).headings();
    const columns = Object.fromEntries(headings.map((name) => [name, name]));
    const { rows, whole } = await new Grid<string>(page, 'reports', columns).readAll(numberIn);
    // Looked for in every cell: the page of a report says its name, and is asked for it.
    const found = rows.map((row) => {
      const texts = Object.entries(row).filter(([name]) => name !== 'Report ID');
      return { id: fits(/^\d+$/, numberIn(row), 'report number'), texts: texts.map(([, text]) => text) };
    });
    const isIt = (text: string) => text.toLowerCase() === wanted.toLowerCase();
    const [report, ...others] = found.filter(({ texts }) => texts.some(isIt));
    if (report && others.length === 0) return report.id;
    if (!report) assertWhole(whole);
    const names = found.map(({ texts }) => texts[0] ?? '');
    const like = nearest(wanted, names, (name) => name);
    const hint = `There are: ${(like.length > 0 ? like : names).join(', ')}.`;
    throw new NotFound(`ServiceTitan has ${report ? 'several reports' : 'no report'} "${wanted}".`, { hint });
  }

  /** Sets the filters, runs it, and makes sure that it was run for them. */
  async run({ from, to, units, status }: ReportFilter): Promise<ReportRows & { applied: string[] }> {
    const page = this.#page;
    if (units.length > 0) await choose(page, 'BusinessUnitId', units);
    const hasStatus = (await page.locator('[data-criteria-name=Status]').count()) > 0;
    if (status !== undefined && hasStatus) await choose(page, 'Status', [status]);
    await this.#chooseDates(from, to);
    const result = page.locator('.ReportResult > *');
    await press(page.locator('.qa-run-button'), async () => (await result.count()) > 0);
    await page.locator('.ReportResult > .Grid[aria-busy=false], .ReportResult > .ReportError').waitFor();
    assertSound(page);
    const applied = await echoOf(page);
    const range = `Date: ${longDate(from)} – ${longDate(to)}`;
    const stated = hasStatus && status !== undefined ? [`Status: ${status}`] : [];
    const zone = await this.#zone();
    assertEcho(applied, [
      range,
      `Business Unit: ${units.length > 0 ? units.join(', ') : 'All'}`,
      `Time Zone: ${zone}`,
      ...stated,
    ]);
    const read = await readReport(page);
    assertWanted(read.rows, { from, to, units });
    return { ...read, applied };
  }

  async #chooseDates(from: string, to: string): Promise<void> {
    const page = this.#page;
    const field = page.locator('input[data-cy=qa-daterange-input]');
    await field.click();
    await typeDate(page.locator('.Popper [data-cy=daterange-from]'), from);
    await typeDate(page.locator('.Popper [data-cy=daterange-to]'), to);
    const wanted = `${longDate(from)} – ${longDate(to)}`;
    const apply = page.locator('.Popper [data-cy=daterange-apply]');
    await press(apply, async () => (await field.inputValue()) === wanted);
  }

  /** The office's own time zone: a report that is run in another puts evenings on the wrong day. */
  async #zone(): Promise<string> {
    const text = (await this.#page.locator('#who').textContent()) ?? '';
    const [, zone] = /· ([A-Za-z]+(?:\/[\w+-]+)*)$/.exec(text.trim()) ?? [];
    if (zone === undefined)
      throw new LayoutChanged('ServiceTitan does not show the time zone of the office.');
    return zone;
  }
}

const numberIn = (row: Row) => row['Report ID'] ?? '';

/** What it says it was run for is not enough: a row of another unit or day shows that it was not. */
function assertWanted(rows: Row[], { from, to, units }: ReportFilter): void {
  for (const row of rows) {
    const unit = row['Business Unit'];
    if (units.length > 0 && unit !== undefined && !units.includes(unit))
      throw new LayoutChanged(`The report has a row of "${unit}", which was not asked for.`);
    const day = row['Date'] ?? row['Invoice Date'];
    const iso = day === undefined ? from : isoDate(day, 'mdy');
    if (iso < from || iso > to)
      throw new LayoutChanged(`The report has a row of ${iso}, which was not asked for.`);
  }
}
