import type { Page } from 'playwright';
import {
  amount,
  byAll,
  byFooting,
  download,
  isoDate,
  LayoutChanged,
  nearest,
  NotFound,
  readCsv,
} from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { Grid } from './grid.ts';
import { longDate } from './reading.ts';
import { assertEcho, assertSound, echoOf, openRoute } from './screen.ts';
import { choose, press, typeDate } from './widgets.ts';

export interface ReportFilter {
  from: string;
  to: string;
  units: string[];
  status?: string | undefined;
}

type Row = Record<string, string>;

export interface ReportRows {
  columns: string[];
  rows: Row[];
  totals: Row | undefined;
  applied: string[];
  whole: Completeness;
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
    await openRoute(page, '/new/reports/all', 'All Reports');
    const columns = { id: 'Report ID', name: 'Name', category: 'Category' };
    const { rows } = await new Grid(page, 'reports', columns).readAll(({ id }) => id);
    const found = rows.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
    const [report, ...others] = found;
    if (!report || others.length > 0) {
      const like = nearest(wanted, rows, ({ name }) => name).map(({ id, name }) => `${id} "${name}"`);
      const hint = `There are: ${(like.length > 0 ? like : rows.map(({ name }) => name)).join(', ')}.`;
      throw new NotFound(`ServiceTitan has ${found.length} reports "${wanted}".`, { hint });
    }
    await openRoute(page, `/new/reports/${report.id}`, report.name);
    return new ReportPage(page, report.name);
  }

  /** Sets the filters, runs it, and makes sure that it was run for them. */
  async run({ from, to, units, status }: ReportFilter): Promise<ReportRows> {
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
    const read = await this.#read();
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

  async #read(): Promise<Omit<ReportRows, 'applied'>> {
    const names = await new Grid(this.#page, 'report', {}).headings();
    if (names.length === 0 || new Set(names).size < names.length)
      throw new LayoutChanged(`The report has the headings ${names.join(', ')}.`);
    const columns = Object.fromEntries(names.map((name) => [name, name]));
    const grid = new Grid<string>(this.#page, 'report', columns);
    const { rows, totals, whole } = await grid.readAll((row) => JSON.stringify(row));
    const proofs = [
      whole,
      ...footings(names, rows, totals),
      ...(await this.#exportProof(names, rows, totals)),
    ];
    return { columns: names, rows, totals, whole: byAll(...proofs) };
  }

  /** The exported file against the screen; none where only the long-running export is left. */
  async #exportProof(names: string[], rows: Row[], totals: Row | undefined): Promise<Completeness[]> {
    const page = this.#page;
    await page.locator('.Trigger.export').click();
    const entry = page.locator('.Popper').getByText('Export to CSV', { exact: true });
    const saving = download(page.mainFrame(), () => entry.click());
    const refusal = page.locator('.Toast.error').waitFor();
    for (const promise of [saving, refusal]) promise.catch(() => undefined);
    const file = await Promise.race([saving, refusal.then((): false => false)]);
    if (!file) return [];
    const shape = {
      name: 'the exported report',
      columns: Object.fromEntries(names.map((name) => [name, name])),
    };
    const exported = readCsv(file.bytes, shape).rows.map((row) => JSON.stringify(row));
    const shown = [...rows, ...(totals ? [totals] : [])].map((row) => JSON.stringify(row));
    if (exported.length === shown.length && exported.toSorted().join() !== shown.toSorted().join())
      throw new LayoutChanged('The exported report says something else than the screen.');
    const because = `the exported file has ${exported.length} lines, the screen ${shown.length}`;
    return [{ proven: exported.length === shown.length, because }];
  }
}

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

/** Each column whose total is a plain number must add up to it; the total of a rate adds up to nothing. */
function footings(names: string[], rows: Row[], totals: Row | undefined): Completeness[] {
  const [first, ...others] = names;
  if (!totals || totals[first ?? ''] !== 'Total') throw new LayoutChanged('The report has no row of totals.');
  return others
    .filter((name) => totals[name] !== '' && !totals[name]?.endsWith('%') && totals[name] !== '—')
    .map((name) => {
      const cells = rows.map((row) => row[name] ?? '').filter((text) => text !== '—');
      const footing = byFooting(cells.map(amount), totals[name] ?? '');
      return { ...footing, because: `${name}: ${footing.because}` };
    });
}
