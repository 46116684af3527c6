import type { Page } from 'playwright';
import {
  assertLegible,
  byCount,
  InvalidInput,
  isoDate,
  isoDateOrNull,
  LayoutChanged,
  OutcomeUnknown,
  readCsv,
} from 'sidedoor-mcp';
import type { Completeness, DownloadedFile } from 'sidedoor-mcp';
import { assertOnly, oneOf, textOrNull } from './reading.ts';
import { Report } from './report.page.ts';

export const statuses = [
  'New',
  'Assigned',
  'Scheduled',
  'Waiting',
  'Work Done',
  'Completed',
  'Canceled',
] as const;
export const priorities = ['Urgent', 'Normal', 'Low'] as const;

export interface ListedOrder {
  number: string;
  status: (typeof statuses)[number];
  priority: (typeof priorities)[number];
  property: string;
  unit: string | null;
  description: string;
  vendor: string | null;
  assignees: string[];
  created: string;
  scheduled: string | null;
  completed: string | null;
}

export interface Asked {
  from: string;
  to: string;
  property?: string | undefined;
  statuses?: readonly string[] | undefined;
}

const columns = {
  number: 'Work Order Number',
  status: 'Status',
  property: 'Property',
  unit: 'Unit',
  priority: 'Priority',
  assignee: 'Assigned User',
  vendor: 'Vendor',
  created: 'Created At',
  description: 'Service Request Description',
  scheduled: 'Scheduled Start',
  completed: 'Completed On',
};

/** The report of work orders, from its CSV file: whole where it holds as many as the page says. */
export async function reportWorkOrders(
  page: Page,
  asked: Asked,
): Promise<{ orders: ListedOrder[]; whole: Completeness }> {
  if (asked.from > asked.to) throw new InvalidInput('The period ends before it begins.');
  const report = await Report.open(page, 'work_order', 'Work Order');
  await report.run({ property: asked.property, statuses: asked.statuses ?? [], period: asked });
  const stated = await report.stated();
  const orders = readOrders(await report.exportCsv());
  assertOnly(asked.property, orders);
  for (const { number, status, created } of orders) {
    const isMeant = !asked.statuses?.length || asked.statuses.includes(status);
    if (isMeant && created >= asked.from && created <= asked.to) continue;
    throw new LayoutChanged(`The report has ${number} (${status}, ${created}), which was not asked for.`);
  }
  return { orders, whole: byCount(orders.length, stated) };
}

/** The one whose description carries a mark; null where there certainly is none. */
export async function findMarked(page: Page, mark: string, asked: Asked): Promise<ListedOrder | null> {
  const { orders, whole } = await reportWorkOrders(page, asked);
  const [found, ...others] = orders.filter(({ description }) => description.includes(mark));
  if (others.length > 0) throw new OutcomeUnknown(`AppFolio has several work orders with the mark ${mark}.`);
  if (!found && !whole.proven)
    throw new LayoutChanged(`AppFolio does not show all work orders: ${whole.because}.`);
  return found ?? null;
}

/** The file has a work order once for each person on it, a vendor fact; in all else these rows must agree. */
function readOrders({ bytes }: DownloadedFile): ListedOrder[] {
  const { rows, below } = readCsv(bytes, { name: 'the work order report', columns });
  if (below.length > 0) throw new LayoutChanged('The work order report breaks off in other columns.');
  const orders = new Map<string, ListedOrder>();
  for (const row of rows) {
    assertLegible(Object.values(row));
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
    // What a spreadsheet's line break becomes on its way, a vendor fact.
    description: row.description.replaceAll('_x000D_', '').replaceAll('\r', ''),
    vendor: textOrNull(row.vendor),
    assignees: row.assignee === '' ? [] : row.assignee.split(', '),
    created: isoDate(row.created, 'mdy'),
    scheduled: isoDateOrNull(row.scheduled, 'mdy'),
    completed: isoDateOrNull(row.completed, 'mdy'),
  };
}
