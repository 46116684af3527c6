import type { Page } from 'playwright';
import { byCount, LayoutChanged, readTable } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { asParameter, cellDateOrNull, noLastDay, spelledDate } from './report-dates.ts';
import { openReport, statedCount } from './report.ts';
import type { Side } from './sides.ts';

/** A customer or a vendor. */
export interface Party {
  /** The application's own key. */
  id: string;
  number: string;
  name: string;
  city: string;
  phone: string;
  email: string;
  /** ISO dates. */
  since: string | null;
  until: string | null;
}

export interface PartyList {
  parties: Party[];
  complete: Completeness;
}

export type PartyStatus = 'active' | 'inactive' | 'all';

/** Customers or Vendors → Reports → Search. */
export class PartyListPage {
  readonly #page: Page;
  readonly #side: Side;

  constructor(page: Page, side: Side) {
    this.#page = page;
    this.#side = side;
  }

  /** Whoever has this in the name, in whatever case. */
  async named(text: string, status: PartyStatus = 'all'): Promise<PartyList> {
    const { parties, complete } = await this.#read(status, { name: `%${pattern(text)}%` });
    const wanted = text.trim().toLowerCase();
    return { parties: parties.filter(({ name }) => name.toLowerCase().includes(wanted)), complete };
  }

  /** Whoever has exactly this number; usually one, or none. */
  async numbered(text: string): Promise<Party[]> {
    const { parties } = await this.#read('all', { [`${this.#side.db}number`]: pattern(text) });
    const wanted = text.trim().toLowerCase();
    return parties.filter(({ number }) => number.toLowerCase() === wanted);
  }

  /** Whoever has the mark in the notes. */
  async marked(mark: string): Promise<PartyList> {
    return this.#read('all', { notes: mark });
  }

  async everyone(): Promise<Party[]> {
    return (await this.#read('all', {})).parties;
  }

  async #read(status: PartyStatus, filter: Record<string, string>): Promise<PartyList> {
    const { db, ledger, party } = this.#side;
    const report = await openReport(this.#page, 'ct.pl', {
      action: 'list_names',
      db,
      ARAP: ledger,
      status,
      sort: 'name',
      ...filter,
      // Has no effect on names; its line shows how dates are written.
      transdateto: asParameter(noLastDay),
      ...Object.fromEntries(
        ['ndx', 'id', 'name', `${db}number`, 'city', 'phone', 'email', 'startdate', 'enddate'].map((name) => [
          `l_${name}`,
          'Y',
        ]),
      ),
    });
    const labels: Record<string, string> = { name: party, notes: 'Notes' };
    const lines = Object.entries(filter).map(
      ([field, value]) => `${labels[field] ?? `${party} Number`} : ${value}`,
    );
    const [shownStatus = '', ...shown] = report.options;
    const to = shown.pop() ?? '';
    if (shownStatus.toLowerCase() !== status || shown.join() !== lines.join() || !to.startsWith('To ')) {
      throw new LayoutChanged(
        `The list applied other filters than asked for: ${report.options.join(', ') || 'none'}.`,
      );
    }
    const { order } = spelledDate(to.slice('To '.length));
    const { rows } = await readTable(this.#page, {
      name: `the list ${report.heading}`,
      headings: 'tr.listheading > th',
      rows: 'tr.listrow0, tr.listrow1',
      columns: {
        place: '',
        id: 'ID',
        number: `${party} Number`,
        name: party,
        city: 'City',
        phone: 'Phone',
        email: 'E-mail',
        since: 'Startdate',
        until: 'Enddate',
      },
    });
    // A second contact of the same customer is a line without a place.
    const own = rows.map(({ cells }) => cells).filter(({ place }) => place !== '');
    return {
      parties: own.map(({ id, number, name, city, phone, email, since, until }) => ({
        id,
        number,
        name,
        city,
        phone,
        email,
        since: cellDateOrNull(since, order),
        until: cellDateOrNull(until, order),
      })),
      complete: byCount(own.length, statedCount(report)),
    };
  }
}

/**
 * A pattern of the application's search that fits the text, and a little more. The application compares letters beyond
 * ASCII with what its database driver makes of them, so nobody finds "Müller" by typing it; "%" stands for such letters,
 * and for signs that mean something in a pattern. Exact comparison is done on the names that come back.
 */
function pattern(text: string): string {
  const wide = text.trim().replace(/[^A-Za-z0-9 .,-]+/g, '%');
  return wide.replaceAll('--', '%');
}
