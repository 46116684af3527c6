import type { Page } from 'playwright';
import type { Calendar } from './dates.ts';
import { ResultsPage } from './results.page.ts';
import { allOf, where } from './ticket-sql.ts';

/** One transaction of RT, as its records have it: in no language, with keys for people. */
export interface Transaction {
  id: number;
  ticket: number;
  type: string;
  field: string;
  old: string;
  new: string;
  by: string;
  at: string;
  content: string;
}

const columns = {
  ticket: 'TicketId',
  type: 'Type',
  field: 'Field',
  old: 'OldValue',
  new: 'NewValue',
  by: 'CreatedBy',
  at: 'Created',
  content: 'PlainContent',
} as const;

/** Search → Transactions. */
export class TransactionsPage {
  readonly #results: ResultsPage;
  readonly #calendar: Calendar;

  constructor(page: Page, calendar: Calendar) {
    this.#results = new ResultsPage(page);
    this.#calendar = calendar;
  }

  /** The last one of a ticket. Every later change has a higher number. */
  async last(ticket: number): Promise<number> {
    const { rows } = await this.#results.all({
      of: 'RT::Transactions',
      query: where('TicketId', '=', String(ticket)) ?? '',
      columns: { type: 'Type' },
    });
    return Math.max(0, ...rows.map(({ key }) => Number(key)));
  }

  /** Those of the login itself on a ticket, after one of it. */
  ownAfter(last: number, ticket: number): Promise<Transaction[]> {
    return this.#read(allOf(own, where('TicketId', '=', String(ticket)), where('id', '>', String(last))));
  }

  /** Tickets that the login itself created, from a day before the instant: clocks and time zones differ. */
  createdSince(since: Date): Promise<Transaction[]> {
    const day = new Date(since.getTime() - 24 * 3_600_000).toISOString().slice(0, 10);
    return this.#read(allOf(own, where('Type', '=', 'Create'), where('Created', '>=', day)));
  }

  async #read(query: string): Promise<Transaction[]> {
    const { rows } = await this.#results.all({ of: 'RT::Transactions', query, columns });
    return rows.map(({ key, ...cells }) => ({
      ...cells,
      id: Number(key),
      ticket: Number(cells.ticket),
      at: this.#calendar.instant(cells.at) ?? '',
    }));
  }
}

const own = "Creator = '__CurrentUser__'";
