import type { Page } from 'playwright';
import { byAll, byFooting, insist, isoDate, LayoutChanged } from 'sidedoor-mcp';
import { isoMonth } from '../bill-batch.ts';
import type { BillBatch } from '../bill-batch.ts';
import { onlyOne } from '../only-one.ts';
import { Content } from './content.ts';
import { shownIn } from './fields.ts';
import { Grid } from './grid.ts';
import { InvoiceLines } from './invoice-lines.ts';

/** The posted batch with that mark as its reference, searched for in Payables → Payable Batches; null when there is none. */
export async function findBatch(page: Page, mark: string): Promise<BillBatch | null> {
  const content = await Content.open(page, 'PayableBatches.aspx', 'Payable Batches');
  await insist(`search for the reference ${mark}`, async () => {
    await content.frame.locator('#txtReference').fill(mark);
    await content.postback(() => content.frame.locator('#btnSearch').click());
    return (await content.text('#lblCriteria')) === `Reference = ${mark}`;
  });
  const grid = new Grid(content, 'grdBatches', 'the list of batches', {
    batch: 'Batch',
    reference: 'Reference',
  });
  const { rows, whole } = await grid.readAll('batch');
  const found = onlyOne(rows, whole, mark);
  return found && readBatch(page, found.cells.batch, mark);
}

async function readBatch(page: Page, number: string, mark: string): Promise<BillBatch> {
  const address = `PayableBatch.aspx?no=${encodeURIComponent(number)}`;
  const content = await Content.open(page, address, 'Payable Batch');
  const label = await shownIn(content.frame, {
    batch: 'lblBatch',
    post_month: 'lblPeriod',
    description: 'lblDescription',
    reference: 'lblReference',
    posted: 'lblPosted',
    by: 'lblBy',
    cash_account: 'lblCashAccount',
  });
  const { count, amounts, total, whole } = await new InvoiceLines(content, 'grdInvoices').totals();
  const proof = byAll(whole, byFooting(amounts, total));
  if (label.batch !== number || label.reference !== mark || !proof.proven)
    throw new LayoutChanged(`Harbor does not show the whole of batch ${number}: ${proof.because}.`);
  return {
    ...label,
    post_month: isoMonth(label.post_month),
    posted: isoDate(label.posted, 'mdy'),
    invoice_count: count,
    total,
  };
}
