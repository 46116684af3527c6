import type { Page } from 'playwright';
import { amount, LayoutChanged } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { readReport } from './whole-report.ts';

interface Posted {
  bill_id: string;
  reference: string;
  remarks: string;
}

/** One row for each line of a bill; only what tells one bill from another is read. */
const vendorLedger = {
  slug: 'vendor_ledger',
  title: 'Vendor Ledger',
  columns: {
    vendor: 'Vendor',
    reference: 'Reference Number',
    property: ['Property Name', 'Property'],
    account: 'Account',
    description: 'Description',
    amount: 'Amount',
    remarks: 'Remarks',
    bill_id: 'Bill ID',
  },
  key: ['bill_id', 'account', 'property', 'amount', 'description'] as const,
  // Whether a bill is there is for their number to say, not for their sum.
  amounts: [],
  check: ({ bill_id: id, amount: text }: Record<'bill_id' | 'amount', string>) => {
    amount(text);
    if (!/^\d+$/.test(id))
      throw new LayoutChanged(`"${id.slice(0, 40)}" stands where a bill's id should be.`);
  },
};

/** How long before and after its date a bill may have been entered already. Days. */
const reach = 90;

/** The bills of a vendor around a day, from the vendor ledger; one with several lines once. */
export async function billsAround(
  page: Page,
  vendor: string,
  day: string,
): Promise<{ bills: Posted[]; whole: Completeness }> {
  const shifted = (days: number) =>
    new Date(new Date(`${day}T00:00:00Z`).getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const period = { from: shifted(-reach), to: shifted(reach) };
  const { rows, whole } = await readReport(page, vendorLedger, { vendor, period });
  const bills = new Map(rows.map((row) => [row.bill_id, row]));
  return { bills: [...bills.values()], whole };
}
