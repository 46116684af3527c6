import type { Page } from 'playwright';
import { byAll, byCount, bySum, LayoutChanged, readSlices, sum } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { ledgerAmount } from './amounts.ts';
import { nameForeignColumns } from './foreign-columns.ts';
import { expectParty, expectPeriod } from './applied-filter.ts';
import type { Filter } from './applied-filter.ts';
import { asParameter, noLastDay } from './report-dates.ts';
import { around, openLongReport, openReport, statedCount } from './report.ts';
import type { Side } from './sides.ts';
import { toTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

export interface TransactionList {
  transactions: Transaction[];
  complete: Completeness;
}

/** Over many years of books the application counts for minutes. Milliseconds. */
const longest = 600_000;

type Kind = Record<string, 'Y' | '1'>;
const all: Kind = { open: 'Y', closed: 'Y' };

/** Selector of the rows of data. */
const rows = 'tr.listrow0, tr.listrow1';

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
    return gather((take) => this.#readOutstanding(filter, take, false));
  }

  /** Everything, paid or not. */
  async all(filter: Filter): Promise<TransactionList> {
    return gather((take) => this.#read(filter, all, take, false));
  }

  /** As `outstanding`, for a list that may be long: some at a time, in its order. */
  async eachOutstanding(filter: Filter, take: Take): Promise<Completeness> {
    return this.#readOutstanding(filter, take, true);
  }

  /** As `all`, for a list that may be long. */
  async each(filter: Filter, take: Take): Promise<Completeness> {
    return this.#read(filter, all, take, true);
  }

  async #readOutstanding(filter: Filter, take: Take, isLong: boolean): Promise<Completeness> {
    const unsettled = async (transactions: Transaction[]) => {
      const settled = transactions.find(({ amount, paid }) => amount === paid);
      if (settled)
        throw new LayoutChanged(`${settled.number} is paid, but stands in the list of what is not.`);
      await take(transactions);
    };
    return this.#read(filter, { outstanding: '1' }, unsettled, isLong);
  }

  /** The application sends the whole list in one page, however long it is. Its count and totals come after the rows. */
  async #read(filter: Filter, kind: Kind, take: Take, isLong: boolean): Promise<Completeness> {
    const { root, report } = await this.#open(filter, kind, isLong);
    const order = expectPeriod(report, filter, kind['open'] ? ['Open', 'Closed'] : []);
    const foreign = await nameForeignColumns(root, amountColumns);
    const slices = readSlices<string>(root, {
      name: `the list ${report.heading}`,
      headings: 'tr.listheading > th',
      rows,
      totals: 'tr.listtotal',
      columns: this.#columns(foreign),
    });
    let read = 0;
    const sums = { Total: '0', Due: '0' };
    let stated: Record<string, string> | undefined;
    for await (const { rows: some, totals } of slices) {
      const column = (name: string) => some.map(({ cells }) => ledgerAmount(cells[name] ?? ''));
      read += some.length;
      sums.Total = sum([sums.Total, ...column('Total')]);
      sums.Due = sum([sums.Due, ...column('Due')]);
      stated = totals;
      await take(some.map(({ cells, links }) => toTransaction(cells, links, foreign, order)));
    }
    if (!stated) throw new LayoutChanged('The list breaks off: its row of totals is missing.');
    const end = await around(root);
    if (!end) throw new LayoutChanged('The list was taken away while it was read.');
    expectParty(end, filter, `${this.#side.db}_id`);
    return byAll(
      byCount(read, statedCount(end)),
      bySum(sums.Total, read, ledgerAmount(stated['Total'] ?? '')),
      bySum(sums.Due, read, ledgerAmount(stated['Due'] ?? '')),
    );
  }

  async #open({ partyId, from, to = noLastDay, notes }: Filter, kind: Kind, isLong: boolean) {
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
    if (isLong) return openLongReport(this.#page, script, parameters, rows);
    return {
      root: this.#page,
      report: await openReport(this.#page, script, parameters, { timeout: longest }),
    };
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
