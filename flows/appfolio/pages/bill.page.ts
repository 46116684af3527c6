import type { Page } from 'playwright';
import { amount, byFooting, isoDate, LayoutChanged, OutcomeUnknown, readTable } from 'sidedoor-mcp';
import type { Bill } from '../bill.ts';
import { openPage, titleOf } from './place.ts';
import { billsAround } from './vendor-ledger.ts';

/** The bill that carries a mark as its remarks; null where there certainly is none. */
export async function findBill(page: Page, vendor: string, day: string, mark: string): Promise<Bill | null> {
  const { bills, whole } = await billsAround(page, vendor, day);
  const [found, ...others] = bills.filter(({ remarks }) => remarks === mark);
  if (others.length > 0) throw new OutcomeUnknown(`AppFolio has several bills with the mark ${mark}.`);
  if (found) {
    await openPage(page, `accounting/payable_invoices/${found.bill_id}`, 'Bill');
    return readBill(page, found.bill_id, mark);
  }
  if (!whole.proven)
    throw new LayoutChanged(`AppFolio does not show all bills of ${vendor}: ${whole.because}.`);
  return null;
}

/** Reads the bill on the screen; null where another page stands there, or a bill without the mark. */
export async function readSaved(page: Page, mark: string): Promise<Bill | null> {
  if ((await titleOf(page)) !== 'Bill') return null;
  const id = ((await page.locator('.js-bill-id').textContent()) ?? '').trim();
  const remarks = ((await page.locator('.js-remarks').textContent()) ?? '').trim();
  return remarks === mark ? readBill(page, id, mark) : null;
}

async function readBill(page: Page, id: string, mark: string): Promise<Bill> {
  const value = async (hook: string) => ((await page.locator(hook).textContent()) ?? '').trim();
  const { rows } = await readTable(page, {
    name: 'the lines of the bill',
    headings: '.js-bill-lines thead th',
    rows: '.js-bill-lines tbody tr',
    columns: { amount: 'Amount' },
  });
  const total = await value('.js-total');
  const proof = byFooting(
    rows.map(({ cells }) => amount(cells.amount)),
    total,
  );
  if ((await value('.js-bill-id')) !== id || (await value('.js-remarks')) !== mark || !proof.proven)
    throw new LayoutChanged(`AppFolio does not show the whole of bill ${id}: ${proof.because}.`);
  return {
    bill_id: id,
    payee: await value('.js-payee'),
    reference: await value('.js-reference'),
    bill_date: isoDate(await value('.js-bill-date'), 'mdy'),
    due_date: isoDate(await value('.js-due-date'), 'mdy'),
    cash_account: await value('.js-cash-account'),
    total: amount(total),
    line_count: rows.length,
  };
}
