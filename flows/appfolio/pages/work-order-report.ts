import type { Page } from 'playwright';
import { byCount, InvalidInput, isoDate, isoDateOrNull, LayoutChanged } from 'sidedoor-mcp';
import type { Cell, Completeness } from 'sidedoor-mcp';
import { priorities, statuses } from '../work-order.ts';
import type { ListedOrder } from '../work-order.ts';
import { byColumn } from './columns.ts';
import { isAsked, oneOf, textOrNull } from './reading.ts';
import { Report } from './report.page.ts';

export interface Asked {
  from: string;
  to: string;
  property?: string | undefined;
  statuses?: readonly string[] | undefined;
}

const columns = {
  number: 'Work Order Number',
  status: 'Status',
  property: ['Property Name', 'Property'],
  unit: ['Unit', 'Unit Name'],
  priority: 'Priority',
  assignee: 'Assigned User',
  vendor: 'Vendor',
  created: 'Created At',
  description: 'Service Request Description',
  scheduled: 'Scheduled Start',
  completed: 'Completed On',
};

/** The report of work orders, from its .xlsx file: whole where it holds as many as the page says. */
export async function reportWorkOrders(
  page: Page,
  { from, to, property, statuses: wanted }: Asked,
): Promise<{ orders: ListedOrder[]; whole: Completeness }> {
  if (from > to) throw new InvalidInput('The period ends before it begins.');
  const report = await Report.open(page, 'work_order', 'Work Order');
  const filters = { property, statuses: wanted, period: { from, to } };
  const { isWider } = await report.run(filters);
  const stated = await report.stated();
  if (stated === null) throw new LayoutChanged('The report does not say how many results it has.');
  const all = readOrders(await report.exported());
  const orders = all.filter((one) => isAsked(one, filters) && one.created >= from && one.created <= to);
  if (!isWider && orders.length < all.length)
    throw new LayoutChanged('The report has work orders in it that were not asked for.');
  return { orders, whole: byCount(all.length, stated) };
}

/** The file has a work order once for each person on it, a vendor fact; in all else these rows must agree. */
function readOrders(sheet: Cell[][]): ListedOrder[] {
  const orders = new Map<string, ListedOrder>();
  for (const row of byColumn(sheet, 'the work order report', columns)) {
    const order = toOrder(row);
    const before = orders.get(order.number);
    if (!before) {
      orders.set(order.number, order);
      continue;
    }
    const rest = (one: ListedOrder) => JSON.stringify({ ...one, assignees: [] });
    if (rest(before) !== rest(order))
      throw new LayoutChanged(`The report has ${order.number} twice, with different values.`);
    before.assignees.push(...order.assignees.filter((who) => !before.assignees.includes(who)));
  }
  return [...orders.values()];
}

function toOrder(row: Record<keyof typeof columns, string>): ListedOrder {
  if (!/^\d+-\d+$/.test(row.number))
    throw new LayoutChanged(`"${row.number.slice(0, 40)}" stands where a work order number should be.`);
  return {
    number: row.number,
    status: oneOf(statuses, row.status, 'status'),
    priority: oneOf(priorities, row.priority, 'priority'),
    property: row.property,
    unit: textOrNull(row.unit),
    description: row.description,
    vendor: textOrNull(row.vendor),
    assignees: row.assignee === '' ? [] : row.assignee.split(', '),
    created: isoDate(row.created, 'mdy'),
    scheduled: isoDateOrNull(row.scheduled, 'mdy'),
    completed: isoDateOrNull(row.completed, 'mdy'),
  };
}
