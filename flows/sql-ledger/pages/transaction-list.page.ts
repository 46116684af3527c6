import type { Page } from 'playwright';
import { byAll, byCount, bySum, LayoutChanged, readSlices, sum } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { ledgerAmount } from './amounts.ts';
import { nameForeignColumns } from './foreign-columns.ts';
import { expectFilter } from './applied-filter.ts';
import type { Filter } from './applied-filter.ts';
import { asParameter, noLastDay } from './report-dates.ts';
import { openReport, statedCount } from './report.ts';
import type { Report } from './report.ts';
import type { Side } from './sides.ts';
import { toTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

export interface TransactionList {
  transactions: Transaction[];
  complete: Completeness;
}

/** Tens of thousands of rows take the application minutes. Milliseconds. */
const longest = 600_000;

type Take = (transactions: Transaction[]) => Promise<void>;

/** AR or AP → Reports → Outstanding, and → Transactions. */
export class TransactionListPage {
  readonly #page: Page;
  readonly #side: Side;

  constructor(page: Page, side: Side) {
    this.#page = page;
    this.#side = side;
  }

  /** What is not paid in full. With a last day the application leaves out later payments, too. */
  async outstanding(filter: Filter): Promise<TransactionList> {
    return gather((take) => this.eachOutstanding(filter, take));
  }

  /** Everything, paid or not. */
  async all(filter: Filter): Promise<TransactionList> {
    return gather((take) => this.each(filter, take));
  }

  /** As `outstanding`, for a list that may be long: some at a time, in its order. */
  async eachOutstanding(filter: Filter, take: Take): Promise<Completeness> {
    return this.#read(filter, { outstanding: '1' }, async (transactions) => {
      const settled = transactions.find(({ amount, paid }) => amount === paid);
      if (settled)
        throw new LayoutChanged(`${settled.number} is paid, but stands in the list of what is not.`);
      await take(transactions);
    });
  }

  /** As `all`, for a list that may be long. */
  async each(filter: Filter, take: Take): Promise<Completeness> {
    return this.#read(filter, { open: 'Y', closed: 'Y' }, take);
  }

  /** The application shows the whole list on one page, however long it is. */
  async #read(filter: Filter, kind: Record<string, 'Y' | '1'>, take: Take): Promise<Completeness> {
    const report = await this.#open(filter, kind);
    const order = expectFilter(report, filter, {
      partyField: `${this.#side.db}_id`,
      lines: kind['open'] ? ['Open', 'Closed'] : [],
    });
    const foreign = await nameForeignColumns(this.#page, amountColumns);
    const slices = readSlices<string>(this.#page, {
      name: `the list ${report.heading}`,
      headings: 'tr.listheading > th',
      rows: 'tr.listrow0, tr.listrow1',
      totals: 'tr.listtotal',
      columns: this.#columns(foreign),
    });
    let read = 0;
    const sums = { Total: '0', Due: '0' };
    let stated = sums;
    for await (const { rows, totals } of slices) {
      if (!totals) throw new LayoutChanged('The list breaks off: its row of totals is missing.');
      const column = (name: string) => rows.map(({ cells }) => ledgerAmount(cells[name] ?? ''));
      read += rows.length;
      sums.Total = sum([sums.Total, ...column('Total')]);
      sums.Due = sum([sums.Due, ...column('Due')]);
      stated = { Total: ledgerAmount(totals['Total'] ?? ''), Due: ledgerAmount(totals['Due'] ?? '') };
      await take(rows.map(({ cells, links }) => toTransaction(cells, links, foreign, order)));
    }
    return byAll(
      byCount(read, statedCount(report)),
      bySum(sums.Total, read, stated.Total),
      bySum(sums.Due, read, stated.Due),
    );
  }

  #open({ partyId, from, to = noLastDay, notes }: Filter, kind: Record<string, 'Y' | '1'>): Promise<Report> {
    const { script, db, ledger } = this.#side;
    const shown = [
      'transdate',
      'invnumber',
      'description',
      'name',
      `${db}number`,
      'amount',
      'paid',
      'due',
      'curr',
      'datepaid',
      'duedate',
    ];
    const parameters = {
      action: 'transactions',
      vc: db,
      ARAP: ledger,
      summary: '1',
      sort: 'transdate',
      ...kind,
      ...(partyId === undefined ? {} : { [`${db}_id`]: partyId }),
      ...(from === undefined ? {} : { transdatefrom: asParameter(from) }),
      transdateto: asParameter(to),
      ...(notes === undefined ? {} : { notes }),
      ...Object.fromEntries(shown.map((column) => [`l_${column}`, 'Y'])),
    };
    return openReport(this.#page, script, parameters, { timeout: longest });
  }

  /** The plain columns of amounts are in the ledger's own currency; each foreign currency has its own after them. */
  #columns(foreign: string[]): Record<string, string> {
    const { party } = this.#side;
    const amounts = ['', ...foreign].flatMap((currency) =>
      amountColumns.map((column) => `${column} ${currency}`.trim()),
    );
    return {
      date: 'Date',
      number: 'Invoice',
      description: 'Description',
      party,
      partyNumber: `${party} Number`,
      currency: 'Curr',
      paidOn: 'Date Paid',
      dueDate: 'Due Date',
      ...Object.fromEntries(amounts.map((heading) => [heading, heading])),
    };
  }
}

const amountColumns = ['Total', 'Paid', 'Due'];

async function gather(each: (take: Take) => Promise<Completeness>): Promise<TransactionList> {
  const transactions: Transaction[] = [];
  const complete = await each(async (some) => void transactions.push(...some));
  return { transactions, complete };
}
