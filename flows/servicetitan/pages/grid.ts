import type { Page } from 'playwright';
import { assertLegible, byCount, byMarker, insist, LayoutChanged, readTable } from 'sidedoor-mcp';
import type { Completeness, TableRow } from 'sidedoor-mcp';
import { assertSound } from './screen.ts';

export interface GridRows<Column extends string> {
  rows: Record<Column, string>[];
  totals: Record<Column, string> | undefined;
  whole: Completeness;
}

/** One of the lists: count, pager, headings, rows, totals. */
export class Grid<Column extends string> {
  readonly #page: Page;
  readonly #name: string;
  readonly #columns: Record<Column, string>;

  constructor(page: Page, name: string, columns: Record<Column, string>) {
    this.#page = page;
    this.#name = name;
    this.#columns = columns;
  }

  get #box() {
    return this.#page.locator(`[data-grid="${this.#name}"][aria-busy="false"]`);
  }

  /** All pages. A row that comes twice, going by its key, counts once, so that a repeated page is missed in the count. */
  async readAll(key: (row: Record<Column, string>) => string): Promise<GridRows<Column>> {
    const found = new Map<string, Record<Column, string>>();
    let totals: Record<Column, string> | undefined;
    let stated = await this.#fewestPages();
    for (let number = 1; ; number++) {
      const table = await this.read();
      totals = table.totals ?? totals;
      for (const { cells } of table.rows) found.set(key(cells), cells);
      if (number >= (await this.pages())) break;
      stated = await this.turnTo(number + 1);
    }
    assertSound(this.#page);
    const rows = [...found.values()];
    assertLegible(rows.flatMap((row) => Object.values<string>(row)));
    return { rows, totals, whole: await this.#proof(rows.length, stated) };
  }

  /** The page that is shown. */
  async read(): Promise<{ rows: TableRow<Column>[]; totals: Record<Column, string> | undefined }> {
    await this.#box.waitFor();
    return readTable(this.#box, {
      name: `the list "${this.#name}"`,
      headings: 'thead th',
      rows: 'tr.Grid__row',
      totals: 'tr.Grid__totals',
      columns: this.#columns,
    });
  }

  async headings(): Promise<string[]> {
    await this.#box.waitFor();
    return (await this.#box.locator('thead th').allTextContents()).map((text) => text.trim());
  }

  async pages(): Promise<number> {
    const [text] = await this.#box.locator('.Grid__page').allTextContents();
    return Number(/^Page \d+ of (\d+)$/.exec(text ?? '')?.[1] ?? 1);
  }

  /** Answers the count that it states. */
  async turnTo(number: number): Promise<number> {
    await insist(`turn to page ${number} of "${this.#name}"`, async () => {
      const at = `Page ${number} of `;
      if ((await this.#box.locator('.Grid__page').textContent())?.startsWith(at)) return true;
      await this.#box.locator('.Grid__next').click();
      await this.#box.locator('.Grid__page', { hasText: at }).waitFor();
      return true;
    });
    return this.#stated();
  }

  /** Pagers show 50 a page by default and 250 at most (a vendor fact). */
  async #fewestPages(): Promise<number> {
    await this.#box.waitFor();
    const size = this.#box.locator('.Grid__size');
    if ((await this.pages()) > 1 && (await size.count()) > 0) await size.selectOption('250');
    return this.#stated();
  }

  async #stated(): Promise<number> {
    await this.#box.waitFor();
    assertSound(this.#page);
    const text = (await this.#box.locator('.Grid__count').textContent()) ?? '';
    const [, count] = /^([\d,]+) records$/.exec(text.trim()) ?? [];
    if (count === undefined)
      throw new LayoutChanged(`The list "${this.#name}" does not say how many rows it has.`);
    return Number(count.replaceAll(',', ''));
  }

  async #proof(read: number, stated: number): Promise<Completeness> {
    if (read > 0 || stated > 0) return byCount(read, stated);
    if ((await this.#box.locator('tr.empty', { hasText: 'No data to display' }).count()) === 1)
      return byMarker('The app says "No data to display" and counts 0');
    throw new LayoutChanged(`The list "${this.#name}" is empty, but does not say so.`);
  }
}
