import type { Page } from 'playwright';
import { amount, amountOrZero, byAll, byFooting, isoDate, LayoutChanged, readTable, sum } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';

export interface LedgerLine {
  date: string;
  payer: string;
  description: string;
  debit: string;
  credit: string;
  balance: string;
}

export interface Ledger {
  lines: (LedgerLine & { link: string | undefined })[];
  balance: string;
  whole: Completeness;
}

/** Reads the ledger that is on the screen. Each balance must come of the one before it. */
export async function readLedger(page: Page): Promise<Ledger> {
  const shape = {
    name: 'the tenant ledger',
    headings: 'table.js-tenant-ledger thead th',
    rows: 'table.js-tenant-ledger tbody tr',
    columns: {
      date: 'Date',
      payer: 'Payer',
      description: 'Description',
      debit: 'Debit',
      credit: 'Credit',
      balance: 'Balance',
    },
  };
  const { rows } = await readTable(page, shape);
  const lines = rows.map(({ cells, links }) => ({
    date: isoDate(cells.date, 'mdy'),
    payer: cells.payer,
    description: cells.description,
    debit: amountOrZero(cells.debit),
    credit: amountOrZero(cells.credit),
    balance: amount(cells.balance),
    link: links.description,
  }));
  let running = '0.00';
  for (const { date, debit, credit, balance } of lines) {
    running = sum([running, debit, negative(credit)]);
    if (running !== balance)
      throw new LayoutChanged(
        `The ledger's balance of ${date} is ${balance}, but its lines come to ${running}.`,
      );
  }
  const shown = ((await page.locator('.js-ledger-balance').textContent()) ?? '').trim();
  const moves = lines.flatMap(({ debit, credit }) => [debit, negative(credit)]);
  return { lines, balance: amount(shown), whole: byAll(byFooting(moves, shown)) };
}

const negative = (value: string) => (/^0(\.0+)?$/.test(value) ? value : `-${value}`);
