import { assertLegible, byCount, byMarker, insist, LayoutChanged, readTable } from 'sidedoor-mcp';
import type { Completeness, TableRow } from 'sidedoor-mcp';
import type { Content } from './content.ts';

export interface GridPage<Column extends string> {
  rows: TableRow<Column>[];
  totals: Record<Column, string> | undefined;
  /** How many records the record bar states, over all pages. */
  stated: number;
  page: number;
  pages: number;
}

/** One of Harbor's grids: record bar, headings, rows, pager. */
export class Grid<Column extends string> {
  readonly #content: Content;
  readonly #id: string;
  readonly #name: string;
  readonly #columns: Record<Column, string>;

  constructor(content: Content, id: string, name: string, columns: Record<Column, string>) {
    this.#content = content;
    this.#id = id;
    this.#name = name;
    this.#columns = columns;
  }

  /** The page that is shown. */
  async read(): Promise<GridPage<Column>> {
    return insist(`keep ${this.#name} on the screen`, async () => {
      const bar = await this.#recordBar();
      const table = await readTable(this.#content.frame.locator(`#${this.#id}`), {
        name: this.#name,
        headings: 'tr.head > th',
        rows: 'tr.row',
        totals: 'tr.totals',
        columns: this.#columns,
      });
      assertLegible(table.rows.flatMap(({ cells }) => Object.values<string>(cells)));
      return { ...table, ...bar };
    });
  }

  /** Every page. A row that comes twice, going by its key, counts once, so that a repeated page is missed in the count. */
  async readAll(key: Column): Promise<{ rows: TableRow<Column>[]; whole: Completeness }> {
    const rows = new Map<string, TableRow<Column>>();
    const pages: number[] = [];
    let shown = await this.read();
    for (let page = 1; ; page++) {
      pages.push(shown.rows.length);
      for (const row of shown.rows) rows.set(row.cells[key], row);
      if (page >= shown.pages) break;
      await this.#turnTo(page + 1);
      shown = await this.read();
    }
    return { rows: [...rows.values()], whole: await this.provenBy(rows.size, shown.stated, pages) };
  }

  /** Whether so many rows are all there are, by Harbor's own words. */
  async provenBy(read: number, stated: number, pages: number[] = []): Promise<Completeness> {
    if (read > 0 || stated > 0) return byCount(read, stated, pages);
    const marker = this.#content.frame.locator(`#${this.#id} tr.none`, { hasText: 'No records found.' });
    if ((await marker.count()) === 1) return byMarker('The app says "No records found."');
    throw new LayoutChanged(`${this.#name} is empty, but does not say "No records found."`);
  }

  async #turnTo(page: number): Promise<void> {
    const pager = this.#content.frame.locator(`#${this.#id} tr.pager td td`);
    // A number that is not listed yet hides behind the last link, "...".
    const link = pager.getByText(String(page), { exact: true }).or(pager.last().locator('a')).first();
    await insist(`turn to page ${page} of ${this.#name}`, async () => {
      if ((await this.#recordBar()).page === page) return true;
      await this.#content.postback(() => link.click());
      return (await this.#recordBar()).page === page;
    });
  }

  async #recordBar(): Promise<{ stated: number; page: number; pages: number }> {
    // Both parts of the bar in one trip.
    const text = await this.#content.text(`.record-bar:has(#${this.#id}_Records)`);
    const [, stated, page, pages] = /^([\d,]+) records?\s+Page (\d+) of (\d+)$/.exec(text) ?? [];
    if (pages === undefined) throw new LayoutChanged(`${this.#name} does not state how many records it has.`);
    return { stated: Number(stated?.replaceAll(',', '')), page: Number(page), pages: Number(pages) };
  }
}
