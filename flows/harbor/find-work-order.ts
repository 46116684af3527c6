import type { Page } from 'playwright';
import { LayoutChanged } from 'sidedoor-mcp';
import { onlyOne } from './only-one.ts';
import { WorkOrderList } from './pages/work-order-list.page.ts';
import { WorkOrderPage } from './pages/work-order.page.ts';
import type { WorkOrderRecord } from './work-order.ts';

/**
 * The work order that carries a mark as its reference; null where there certainly is none. Whoever knows its number spares
 * the search.
 */
export async function findWorkOrder(
  page: Page,
  mark: string,
  number?: string,
): Promise<WorkOrderRecord | null> {
  if (number !== undefined) return readMarked(page, mark, number);
  const list = await WorkOrderList.open(page);
  await list.search({ reference: mark });
  const { orders, whole } = await list.read();
  const order = onlyOne(orders, whole, mark);
  return order && readMarked(page, mark, order.number);
}

async function readMarked(page: Page, mark: string, number: string): Promise<WorkOrderRecord> {
  const record = await (await WorkOrderPage.open(page, number)).read();
  if (record.reference !== mark) throw new LayoutChanged(`${number} does not show the reference ${mark}.`);
  return record;
}
