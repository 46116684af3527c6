import type { Page } from 'playwright';
import { byCount, InvalidInput, LayoutChanged, OutcomeUnknown, readTable } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { open } from './screen.ts';
import { allOf, where } from './ticket-sql.ts';

export interface Search<Column extends string> {
  of: 'RT::Tickets' | 'RT::Transactions';
  query: string;
  /** Our name for a column → RT's, e.g. "Owner.Name" or "CustomField.{Unit}". */
  columns: Record<Column, string>;
  orderBy?: string;
  order?: 'ASC' | 'DESC';
}

export interface Found<Column extends string> {
  /** `key` is RT's number of the record. */
  rows: Record<Column | 'key', string>[];
  complete: Completeness;
}

/** More would make a page of RT slow; fewer, many pages. */
const rowsOfPage = 100;

/** Search → Results, with columns of our own: a row for each record, and no form in any cell. */
export class ResultsPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Every page of what was found. "Found 223 tickets" is said on each, and proves that nothing is missing. */
  async all<Column extends string>(search: Search<Column>): Promise<Found<Column>> {
    const rows = new Map<string, Record<Column | 'key', string>>();
    const pages: number[] = [];
    let stated = 0;
    for (let page = 1; page === 1 || (page - 1) * rowsOfPage < stated; page++) {
      await open(this.#page, address(search, page));
      const count = await this.#stated(search.query);
      if (page > 1 && count !== stated)
        throw new LayoutChanged(`While its pages were read, the list grew from ${stated} rows to ${count}.`, {
          hint: 'Call again; somebody changed tickets meanwhile.',
        });
      stated = count;
      if (stated === 0) break;
      const { rows: shown } = await readTable(this.#page, {
        name: 'the list of what was found',
        headings: 'tr.collection-as-table > th',
        rows: 'tbody.list-item > tr',
        columns: { ...headings(search.columns), key: '#' },
      });
      for (const { cells } of shown) rows.set(cells.key, cells);
      pages.push(shown.length);
    }
    return { rows: [...rows.values()], complete: byCount(rows.size, stated, pages) };
  }

  /**
   * A right to create tickets is not one to see them, and RT finds 0 of those that may not be seen. That a login is shown
   * some ticket it has no part in is the sign that it sees all of the queue.
   *
   * @throws OutcomeUnknown when it is shown none.
   */
  async expectSight(queue: string): Promise<void> {
    const strangers = ['Owner', 'Watcher.id'].map((role) => where(role, '!=', '__CurrentUser__'));
    await open(
      this.#page,
      address({ of: 'RT::Tickets', query: allOf(where('Queue', '=', queue), ...strangers), columns: {} }, 1),
    );
    if ((await this.#stated(where('Queue', '=', queue) ?? '')) > 0) return;
    throw new OutcomeUnknown(
      `This login is shown no ticket of others in "${queue}", so that a ticket it does not see may be there all the same.`,
      {
        hint: 'Ask somebody who sees the whole queue whether the ticket is there; then `sidedoor runs resolve`.',
      },
    );
  }

  /** How many RT says there are, once it is sure that it understood the query: a wrong one "finds 0 tickets" too. */
  async #stated(query: string): Promise<number> {
    const said = await this.#page.evaluate(() => ({
      heading: document.querySelector('#header h1')?.textContent?.trim() ?? '',
      error:
        document.querySelector('.error-titlebox .card-body')?.textContent?.replace(/\s+/g, ' ').trim() ?? '',
      query: document.querySelector<HTMLInputElement>('.refresh input[name=Query]')?.value ?? '',
    }));
    if (said.error !== '') throw new InvalidInput(`RT says: "${said.error.slice(0, 200)}"`);
    const count = /^Found ([\d,]+) (?:ticket|transaction)s?$/.exec(said.heading)?.[1];
    if (count === undefined)
      throw new LayoutChanged(`No list came; its heading is "${said.heading.slice(0, 80)}".`);
    if (!said.query.includes(query))
      throw new LayoutChanged('RT searched for something else than asked for.');
    return Number(count.replaceAll(',', ''));
  }
}

function address(
  { of, query, columns, orderBy = 'id', order = 'ASC' }: Search<string>,
  page: number,
): string {
  // A column that sorts like the id has no form to edit it with.
  const format = [
    "'__id__'",
    ...Object.entries(columns).map(([name, column]) => `'__${column}__/TITLE:${title(name)}/ATTRIBUTE:id'`),
  ];
  const parameters = new URLSearchParams({
    Class: of,
    ...(of === 'RT::Transactions' && { ObjectType: 'RT::Ticket' }),
    Query: query,
    Format: format.join(','),
    Rows: String(rowsOfPage),
    Page: String(page),
    OrderBy: orderBy,
    Order: order,
  });
  return `Search/Results.html?${parameters.toString()}`;
}

/** Not one of RT's own words, which it would translate. */
const title = (name: string) => `sd ${name}`;

function headings<Column extends string>(columns: Record<Column, string>): Record<Column, string> {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, title(name)])) as Record<
    Column,
    string
  >;
}
