/** How many rows each page had, in its runs: a thousand pages of fifty are one entry. */
export class PageLedger {
  readonly #runs: { rows: number; pages: number }[] = [];

  constructor(pages: Iterable<number> = []) {
    for (const rows of pages) this.add(rows);
  }

  add(rows: number): void {
    const last = this.#runs.at(-1);
    if (last?.rows === rows) last.pages += 1;
    else this.#runs.push({ rows, pages: 1 });
  }

  get pages(): number {
    return this.#runs.reduce((sum, { pages }) => sum + pages, 0);
  }

  get rows(): number {
    return this.#runs.reduce((sum, { rows, pages }) => sum + rows * pages, 0);
  }

  /** "40 × 50, 13": forty pages of fifty rows, then one of thirteen. */
  toString(): string {
    return this.#runs.map(({ rows, pages }) => (pages === 1 ? `${rows}` : `${pages} × ${rows}`)).join(', ');
  }
}
