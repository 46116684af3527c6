import type { Page } from 'playwright';
import { LayoutChanged } from 'sidedoor-mcp';
import { onlyOne } from './only-one.ts';
import { WorkOrderList } from './pages/work-order-list.page.ts';
import { WorkOrderPage } from './pages/work-order.page.ts';
import type { WorkOrderRecord } from './work-order.ts';

/** The work order that carries a mark as its reference; null where there certainly is none. */
export async function findWorkOrder(page: Page, mark: string): Promise<WorkOrderRecord | null> {
  const list = await WorkOrderList.open(page);
  await list.search({ reference: mark });
  const { orders, whole } = await list.read();
  const order = onlyOne(orders, whole, mark);
  if (!order) return null;
  const record = await (await WorkOrderPage.open(page, order.number)).read();
  if (record.reference !== mark)
    throw new LayoutChanged(`${order.number} does not show the reference ${mark}.`);
  return record;
}
