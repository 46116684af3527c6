import type { Page } from 'playwright';
import { byFooting, LayoutChanged, readTable, sum } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { address, keyIn } from './address.ts';
import { ledgerAmount } from './amounts.ts';
import type { Search } from './only-one.ts';
import { FormFields } from './form-fields.ts';
import { asParameter, cellDate, noLastDay, spelledDate } from './report-dates.ts';
import { openReport, readReport } from './report.ts';

/** Money that came in, and where it went. Amounts are in the currency of the invoices. */
export interface ReceivedPayment {
  customer_number: string;
  customer: string;
  date: string;
  account: string;
  source: string;
  amount: string;
  shares: { id: string; number: string; amount: string }[];
  complete: Completeness;
}

/** Cash → Reports → Receipts. */
export class ReceiptsListPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The payment with the mark in its memo: it has a line for each invoice that it went to. */
  async marked(mark: string): Promise<Search<ReceivedPayment>> {
    const accounts = await this.#accounts();
    const { options } = await openReport(this.#page, 'rp.pl', {
      action: 'list_payments',
      vc: 'customer',
      db: 'ar',
      paymentaccounts: accounts,
      memo: mark,
      todate: asParameter(noLastDay),
      sort: 'transdate',
      ...Object.fromEntries(columns.map((column) => [`l_${column}`, 'Y'])),
    });
    const [memo, to = ''] = options;
    if (memo !== `Memo : ${mark}` || !to.startsWith('To ')) {
      throw new LayoutChanged(
        `The report applied other filters than it was asked for: ${options.join(', ')}.`,
      );
    }
    const { order } = spelledDate(to.slice('To '.length));
    const { rows, totals } = await readTable(this.#page, {
      name: 'the list of receipts',
      headings: 'tr.listheading > th',
      rows: 'tr.listrow0, tr.listrow1',
      totals: 'tr.listtotal',
      columns: {
        date: 'Date',
        number: 'Reference',
        customer: 'Customer',
        customerNumber: 'Customer Number',
        amount: 'Amount',
        source: 'Source',
      },
    });
    if (!totals) throw new LayoutChanged('The report breaks off: its row of totals is missing.');
    const shares = rows.map(({ cells, links }) => ({
      id: keyIn(links.number),
      number: cells.number,
      amount: ledgerAmount(cells.amount),
    }));
    const amounts = shares.map(({ amount }) => amount);
    const complete = byFooting(amounts, ledgerAmount(totals.amount));
    const [first] = rows;
    if (!first) return { found: [], complete };
    const payment = {
      customer_number: first.cells.customerNumber,
      customer: first.cells.customer,
      date: cellDate(first.cells.date, order),
      account: await this.#account(),
      source: first.cells.source,
      amount: sum(amounts),
      shares: shares.toSorted((a, b) => Number(a.id) - Number(b.id)),
      complete,
    };
    return { found: [payment], complete };
  }

  /** Numbers of all accounts that money comes in on, as the form of the report hands them over. */
  async #accounts(): Promise<string> {
    await this.#page.goto(await address(this.#page, 'rp.pl', { action: 'report', reportcode: 'receipts' }));
    await readReport(this.#page);
    return new FormFields(this.#page).value('paymentaccounts');
  }

  /** The account stands on a line of its own, above its receipts: "1060--Checking Account". */
  async #account(): Promise<string> {
    const [account = ''] = await this.#page.locator('tr:has(+ tr.listrow1) > th[colspan]').allTextContents();
    return account.trim().replace('--', ' ');
  }
}

const columns = ['transdate', 'reference', 'name', 'customernumber', 'paid', 'source'];
