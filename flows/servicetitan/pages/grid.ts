import type { Page } from 'playwright';
import { assertLegible, byCount, byMarker, insist, LayoutChanged, readTable } from 'sidedoor-mcp';
import type { Completeness, TableRow } from 'sidedoor-mcp';
import { confirm, follow } from './renamed.ts';
import type { Elsewhere } from './renamed.ts';
import { assertSound } from './screen.ts';

export interface GridRows<Column extends string> {
  rows: Record<Column, string>[];
  totals: Record<Column, string> | undefined;
  whole: Completeness;
  /** What the list says of itself. */
  stated: number;
}

/** Pagers show 50 a page by default and 250 at most (a vendor fact). The largest first. */
const pageSizes = [250, 100, 50] as const;
const smallest = 50;

/** One of the lists: count, pager, headings, rows, totals. */
export class Grid<Column extends string> {
  readonly #page: Page;
  readonly #name: string;
  readonly #columns: Record<Column, string>;
  readonly #elsewhere: Elsewhere<Column>;

  constructor(
    page: Page,
    name: string,
    columns: Record<Column, string>,
    /** Where else the app shows a column, so that one with another heading can be told. */
    elsewhere: Elsewhere<Column> = {},
  ) {
    this.#page = page;
    this.#name = name;
    this.#columns = columns;
    this.#elsewhere = elsewhere;
  }

  get #box() {
    return this.#page.locator(`[data-grid="${this.#name}"][aria-busy="false"]`);
  }

  /**
   * All pages. A row that comes twice, going by its key, counts once, so that a repeated page is missed in the count. What
   * one page size leaves out may stand on a page of another size: the count says when all are there.
   */
  async readAll(
    key: (row: Record<Column, string>, at: number) => string,
    sizes: readonly number[] = pageSizes,
  ): Promise<GridRows<Column>> {
    await this.#box.waitFor();
    const followed = follow(this.#columns, await this.headings(), this.#elsewhere);
    const found = new Map<string, { cells: Record<Column, string>; place: number }>();
    let totals: Record<Column, string> | undefined;
    let stated = 0;
    for (const size of sizes) {
      stated = await this.#start(size);
      for (let number = 1; ; number++) {
        const table = await this.#read(followed.columns);
        totals = table.totals ?? totals;
        for (const [index, { cells }] of table.rows.entries()) {
          const place = (number - 1) * size + index;
          const id = key(cells, place);
          if (place < (found.get(id)?.place ?? Infinity)) found.set(id, { cells, place });
        }
        if (number >= (await this.pages())) break;
        stated = await this.turnTo(number + 1);
      }
      if (found.size >= stated || stated <= smallest) break;
    }
    assertSound(this.#page);
    const rows = [...found.values()].toSorted((a, b) => a.place - b.place).map(({ cells }) => cells);
    assertLegible(rows.flatMap((row) => Object.values<string>(row)));
    const whole = await this.#proof(rows.length, stated);
    await confirm(followed, rows, this.#name);
    return { rows, totals, whole, stated };
  }

  /** The page that is shown, under these headings only. */
  read(): Promise<{ rows: TableRow<Column>[]; totals: Record<Column, string> | undefined }> {
    return this.#read(this.#columns);
  }

  async #read(columns: Record<Column, string>) {
    await this.#box.waitFor();
    return readTable(this.#box, {
      name: `the list "${this.#name}"`,
      headings: 'thead th',
      rows: 'tr.Grid__row',
      totals: 'tr.Grid__totals',
      columns,
    });
  }

  /**
   * Route of the record behind a link of exactly this text, under whatever heading it stands; undefined if no page has one.
   * Whether it is the record that is meant, only its own page tells.
   */
  async routeOf(text: string): Promise<string | undefined> {
    await this.#start(pageSizes[0]);
    for (let number = 1; ; number++) {
      const links = await this.#box
        .locator('tr.Grid__row a')
        .evaluateAll((all) =>
          all.map((one) => ({ text: one.textContent.trim(), to: one.getAttribute('href') ?? '' })),
        );
      const found = links.find((link) => link.text === text && link.to.startsWith('#/'));
      if (found) return found.to.slice(1);
      if (number >= (await this.pages())) return undefined;
      await this.turnTo(number + 1);
    }
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

  /** Its first page, of this size where it states more rows than the smallest has; answers the count that it states. */
  async #start(size: number): Promise<number> {
    const stated = await this.#stated();
    const choice = this.#box.locator('.Grid__size');
    if (stated <= smallest || (await choice.count()) === 0) return stated;
    await choice.selectOption(String(size));
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

/** What is not in a list is only known to be nowhere if the list is whole. */
export function assertWhole({ proven, because }: Completeness): void {
  if (!proven) throw new LayoutChanged(`A list is not whole: ${because}.`);
}
