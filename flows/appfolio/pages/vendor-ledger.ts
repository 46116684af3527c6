import type { Page } from 'playwright';
import { amount, isoDate, LayoutChanged } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { wholeBy } from './reading.ts';
import { Report } from './report.page.ts';

interface Posted {
  bill_id: string;
  bill_date: string;
  reference: string;
  remarks: string;
}

const columns = {
  vendor: 'Vendor',
  bill_date: 'Bill Date',
  reference: 'Reference Number',
  account: 'Account',
  property: 'Property',
  description: 'Description',
  remarks: 'Remarks',
  amount: 'Amount',
  bill_id: 'Bill ID',
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
  const report = await Report.open(page, 'vendor_ledger', 'Vendor Ledger');
  await report.run({ vendor, period: { from: shifted(-reach), to: shifted(reach) } });
  const { rows, totals, stated } = await report.read(columns, [
    'bill_id',
    'account',
    'property',
    'description',
    'amount',
  ]);
  const other = rows.find((row) => row.vendor.toLowerCase() !== vendor.toLowerCase());
  if (other) throw new LayoutChanged(`The vendor ledger of ${vendor} has bills of ${other.vendor} in it.`);
  const footing = { amounts: rows.map((row) => amount(row.amount)), total: totals?.amount };
  const bills = new Map(
    rows.map((row) => [row.bill_id, { ...row, bill_date: isoDate(row.bill_date, 'mdy') }]),
  );
  return { bills: [...bills.values()], whole: wholeBy({ read: rows.length, stated }, [footing]) };
}
