import type { Page } from 'playwright';
import { byAll, byFooting, LayoutChanged, nearest, NotFound, readTable } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { address, keyIn } from './address.ts';
import { ledgerAmount } from './amounts.ts';
import { asParameter, noLastDay } from './report-dates.ts';
import { openReport, readReport } from './report.ts';
import type { Report } from './report.ts';
import type { Side } from './sides.ts';

export interface BuildingTransactions {
  ids: Set<string>;
  complete: Completeness;
}

/** Projects → Reports → Transactions: the only report that knows buildings, which the books keep as projects. */
export class BuildingLedgerPage {
  readonly #page: Page;
  readonly #side: Side;

  constructor(page: Page, side: Side) {
    this.#page = page;
    this.#side = side;
  }

  /**
   * Keys of the invoices (or bills) with a line for the building, which is named by its number: "B-03".
   *
   * @throws NotFound with the buildings there are.
   */
  async transactions(
    building: string,
    days: { from?: string | undefined; to?: string | undefined },
  ): Promise<BuildingTransactions> {
    const project = await this.#project(building);
    const report = await openReport(this.#page, 'rp.pl', {
      action: 'generate_projects',
      projectnumber: project.value,
      ...(days.from === undefined ? {} : { fromdate: asParameter(days.from) }),
      todate: asParameter(days.to ?? noLastDay),
    });
    expectProject(report, project.number);
    const accounts = await readTable(this.#page, {
      name: `the accounts of ${project.number}`,
      headings: 'th.listheading',
      rows: 'tr.listrow0, tr.listrow1',
      totals: 'tr.listtotal',
      columns: { account: 'Account', ...amountColumns },
    });
    const ids = new Set<string>();
    const proofs = [bothSidesFoot(accounts)];
    for (const { cells, links } of accounts.rows) {
      if (!links.account)
        throw new LayoutChanged(`Account ${cells.account} of ${project.number} has no link to its lines.`);
      // Every line repeats the way back to here twice; a short one makes the page a third of its size.
      const lines = new URL(links.account);
      lines.searchParams.set('prevreport', 'rp.pl');
      await this.#page.goto(lines.href);
      expectProject(await readReport(this.#page), project.number);
      proofs.push(await this.#collect(ids, cells.account));
    }
    return { ids, complete: byAll(...proofs) };
  }

  /** Adds the transactions of the account that is on the screen. */
  async #collect(ids: Set<string>, account: string): Promise<Completeness> {
    const lines = await readTable(this.#page, {
      name: `the lines of account ${account}`,
      headings: 'tr.listheading > th',
      rows: 'tr.listrow0, tr.listrow1',
      totals: 'tr.listtotal',
      columns: { reference: 'Reference', party: 'Description', ...amountColumns },
    });
    for (const { links } of lines.rows) {
      // The balance brought forward has no link, and a general ledger entry has no customer or vendor.
      if (!links.reference || !links.party) continue;
      if (new URL(links.party).searchParams.get('db') === this.#side.db) ids.add(keyIn(links.reference));
    }
    return bothSidesFoot(lines);
  }

  async #project(building: string): Promise<{ value: string; number: string }> {
    await this.#page.goto(await address(this.#page, 'rp.pl', { action: 'report', reportcode: 'projects' }));
    await readReport(this.#page);
    const values = await this.#page
      .locator('select[name=projectnumber] > option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    // Each value is the number and a key: "B-03--10084".
    const projects = values
      .filter((value) => value !== '')
      .map((value) => ({ value, number: value.slice(0, value.lastIndexOf('--')) }));
    const wanted = building.trim().toLowerCase();
    const found = projects.find(({ number }) => number.toLowerCase() === wanted);
    if (found) return found;
    const similar = nearest(building, projects, ({ number }) => number, mostShown);
    const shown = (similar.length > 0 ? similar : projects).slice(0, mostShown).map(({ number }) => number);
    throw new NotFound(`There is no building "${building}".`, {
      hint: `There are: ${shown.join(', ') || 'none'}.`,
    });
  }
}

const mostShown = 12;

const amountColumns = { debit: 'Debit', credit: 'Credit' } as const;

function expectProject({ options }: Report, number: string): void {
  if (options[0] !== `Project Number : ${number}`) {
    throw new LayoutChanged(
      `The report is not about building ${number}: ${options.join(', ') || 'it names none'}.`,
    );
  }
}

type Amounts = Record<'debit' | 'credit', string>;

function bothSidesFoot({
  rows,
  totals,
}: {
  rows: { cells: Amounts }[];
  totals: Amounts | undefined;
}): Completeness {
  if (!totals) throw new LayoutChanged('The report breaks off: its row of totals is missing.');
  const side = (name: keyof Amounts) =>
    byFooting(
      rows.map(({ cells }) => ledgerAmount(cells[name])),
      ledgerAmount(totals[name]),
    );
  return byAll(side('debit'), side('credit'));
}
