import type { Page } from 'playwright';
import { Grid } from './grid.ts';
import type { GridRows } from './grid.ts';
import { assertEcho, echoOf, openRoute } from './screen.ts';

/** Numbers that the app has for them (a vendor fact). */
export const billStatuses = { 'Scan Pending': 1, Ready: 2, Reviewed: 3, Empty: 4 } as const;
export type BillStatus = keyof typeof billStatuses;

interface Filter {
  status?: BillStatus | undefined;
  vendor: string;
  /** ISO dates, or empty. */
  from: string;
  to: string;
}

const columns = {
  document: 'Document',
  vendor: 'Vendor',
  invoice: 'Invoice #',
  date: 'Date',
  amount: 'Amount',
  po: 'PO #',
  status: 'Status',
};

/** Accounting → AP Inbox, all pages. */
export async function readInbox(page: Page, filter: Filter): Promise<GridRows<keyof typeof columns>> {
  await open(page, filter);
  const grid = new Grid(page, 'bills', columns, {
    vendor: async ({ document, vendor }) => ((await isOf(page, document, vendor)) ? vendor : ''),
  });
  return grid.readAll(({ document }) => document);
}

/** Whether the app's own filter takes a document for one of this vendor. */
async function isOf(page: Page, document: string, vendor: string): Promise<boolean> {
  await open(page, { vendor, from: '', to: '' });
  const { rows } = await new Grid(page, 'bills', { document: columns.document }).readAll(
    (row) => row.document,
  );
  return vendor !== '' && rows.some((row) => row.document === document);
}

async function open(page: Page, { status, vendor, from, to }: Filter): Promise<void> {
  const query = { status: status ? String(billStatuses[status]) : '', vendor, from, to };
  await openRoute(page, `/new/accounting/inbox?${new URLSearchParams(query)}`, 'AP Inbox');
  assertEcho(await echoOf(page), [
    `Status: ${status ?? 'All'}`,
    `Vendor: ${vendor || 'All'}`,
    `Date: ${from || 'any'} – ${to || 'any'}`,
  ]);
}
