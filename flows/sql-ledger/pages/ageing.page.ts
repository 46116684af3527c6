import type { Page } from 'playwright';
import { byAll, byCount, byFooting, chosenFrom, LayoutChanged, readTable } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { keyIn } from './address.ts';
import { ledgerAmount } from './amounts.ts';
import { asParameter, spelledDate } from './report-dates.ts';
import { openReport } from './report.ts';

/** What a customer owes in one currency, by age. */
interface AgedCustomer {
  customer_number: string;
  customer: string;
  currency: string;
  days_0_30: string;
  days_31_60: string;
  days_61_90: string;
  days_over_90: string;
  total: string;
}

export interface Ageing {
  /** ISO date. */
  as_of: string;
  customers: AgedCustomer[];
  totals: Omit<AgedCustomer, 'customer_number' | 'customer'>[];
  complete: Completeness;
}

const buckets = {
  days_0_30: 'Current',
  days_31_60: '30',
  days_61_90: '60',
  days_over_90: '90',
  total: 'Total',
} as const;

/** AR → Reports → AR Aging, summary. */
export class AgeingPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async read({ asOf, by }: { asOf?: string | undefined; by: 'invoice_date' | 'due_date' }): Promise<Ageing> {
    const overdue = by === 'due_date';
    const report = await openReport(this.#page, 'rp.pl', {
      action: 'generate_ar_aging',
      title: 'AR Aging',
      sort: 'name',
      summary: '1',
      c0: '1',
      c30: '1',
      c60: '1',
      c90: '1',
      ...(overdue ? { overdue: '1' } : {}),
      ...(asOf === undefined ? {} : { todate: asParameter(asOf) }),
    });
    const [kind, period = '', ...rest] = report.options;
    const day = spelledDate(period.replace(/^for Period To /, '')).iso;
    if (
      kind !== (overdue ? 'Aged Overdue' : 'Aged') ||
      rest.length > 0 ||
      (asOf !== undefined && day !== asOf)
    ) {
      throw new LayoutChanged(
        `The ageing applied other filters than asked for: ${report.options.join(', ')}.`,
      );
    }

    // One block for each currency, all in one table: its name, headings, customers, totals.
    const listed = (field: string) => {
      const value = report.hidden[field];
      if (value === undefined)
        throw new LayoutChanged(`The ageing breaks off: its field "${field}" is missing.`);
      return value.split(' ').filter((part) => part !== '');
    };
    const ageing: Ageing = { as_of: day, customers: [], totals: [], complete: byAll() };
    const proofs: Completeness[] = [];
    const ids = new Set<string>();
    for (const [index, currency] of listed('curr').entries()) {
      const { rows, totals } = await this.#block(index + 1);
      for (const { cells, links } of rows) {
        ids.add(keyIn(links.customer));
        ageing.customers.push({
          customer_number: cells.number,
          customer: cells.customer,
          currency,
          ...amounts(cells),
        });
      }
      ageing.totals.push({ currency, ...amounts(totals) });
      proofs.push(
        byFooting(
          rows.map(({ cells }) => ledgerAmount(cells.total)),
          ledgerAmount(totals.total),
        ),
      );
    }
    // A customer with two currencies has two rows.
    ageing.complete = byAll(chosenFrom(byCount(ids.size, listed('vc_ids').length)), ...proofs);
    return ageing;
  }

  async #block(place: number) {
    const heading = (n: number) => `tr:nth-child(${n} of tr.listheading)`;
    const { rows, totals } = await readTable(this.#page, {
      name: 'the ageing of receivables',
      headings: `${heading(place)} > th`,
      rows: `${heading(place)} ~ tr:is(.listrow0, .listrow1):not(${heading(place + 1)} ~ tr)`,
      totals: `tr:nth-child(${place} of tr.listtotal)`,
      columns: { customer: 'Customer', number: 'Customer Number', ...buckets },
    });
    if (!totals) throw new LayoutChanged('The ageing breaks off: a row of totals is missing.');
    return { rows, totals };
  }
}

function amounts(cells: Record<keyof typeof buckets, string>) {
  return {
    days_0_30: ledgerAmount(cells.days_0_30),
    days_31_60: ledgerAmount(cells.days_31_60),
    days_61_90: ledgerAmount(cells.days_61_90),
    days_over_90: ledgerAmount(cells.days_over_90),
    total: ledgerAmount(cells.total),
  };
}
