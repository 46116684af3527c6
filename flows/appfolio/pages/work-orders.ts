import type { Page } from 'playwright';
import { AppUnavailable, isoDate, LayoutChanged, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import type { ListedOrder } from '../work-order.ts';
import { openPage } from './place.ts';
import { isAsked } from './reading.ts';
import { Report } from './report.page.ts';
import { readWorkOrderList } from './work-order-list.page.ts';
import { reportWorkOrders } from './work-order-report.ts';
import type { Asked } from './work-order-report.ts';
import { readWorkOrder } from './work-order.page.ts';

/** So many are opened one by one where the report is no help. */
const mostOpened = 40;

/** Work orders that were created in a period: from the report, or from the list and the pages of the orders themselves. */
export async function workOrders(
  page: Page,
  asked: Asked,
): Promise<{ orders: ListedOrder[]; whole: Completeness }> {
  return otherwise(
    () => reportWorkOrders(page, asked),
    ({ whole }) => whole.proven,
    async () => {
      const { listed, whole } = await readWorkOrderList(page);
      const meant = listed.filter(
        (one) => isAsked(one, asked) && one.created >= asked.from && one.created <= asked.to,
      );
      if (meant.length > mostOpened)
        throw new LayoutChanged(`${meant.length} work orders are too many to open.`);
      const orders = [];
      for (const { number, link } of meant.toReversed()) orders.push(await openedOrder(page, number, link));
      return { orders, whole };
    },
  );
}

/** The number of the order whose description carries a mark; null where there certainly is none. */
export async function findMarked(
  page: Page,
  mark: string,
  since: Date,
  property: string,
): Promise<string | null> {
  const numbersOf = (orders: readonly { number: string; description: string }[]) =>
    orders.filter(({ description }) => description.includes(mark)).map(({ number }) => number);
  const { numbers, whole } = await otherwise(
    async () => {
      const asked = { ...(await around(page, since)), property };
      const report = await reportWorkOrders(page, asked);
      return { numbers: numbersOf(report.orders), whole: report.whole };
    },
    (report) => report.whole.proven || report.numbers.length > 0,
    async () => {
      const list = await readWorkOrderList(page);
      return { numbers: numbersOf(list.listed), whole: list.whole };
    },
  );
  const [found, ...others] = numbers;
  if (others.length > 0) throw new OutcomeUnknown(`AppFolio has several work orders with the mark ${mark}.`);
  if (found === undefined && !whole.proven)
    throw new LayoutChanged(`AppFolio does not show all work orders: ${whole.because}.`);
  return found ?? null;
}

/**
 * One view, and where that is not as it should be the other. Where that one is of no use either, what the first said.
 *
 * @throws what neither view can help: no session, no such property.
 */
async function otherwise<Answer>(
  first: () => Promise<Answer>,
  isGood: (answer: Answer) => boolean,
  second: () => Promise<Answer>,
): Promise<Answer> {
  const isOfView = (error: unknown) =>
    error instanceof LayoutChanged || error instanceof AppUnavailable || error instanceof Refused;
  const tried = await first().then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  if ('error' in tried && !isOfView(tried.error)) throw tried.error;
  if ('answer' in tried && isGood(tried.answer)) return tried.answer;
  try {
    return await second();
  } catch (error) {
    if (!isOfView(error)) throw error;
    if ('answer' in tried) return tried.answer;
    throw tried.error;
  }
}

/** How far from a moment of this machine's clock the app's day may be, in days; and from its own today. */
const tolerance = 35;

/** A period that has a moment in it, by this machine's clock and by the app's. */
async function around(page: Page, moment: Date): Promise<{ from: string; to: string }> {
  const today = await (await Report.open(page, 'work_order', 'Work Order')).today();
  const days = [moment, ...(today === null ? [] : [new Date(`${today}T12:00:00Z`)])];
  const shifted = (day: number, by: number) => new Date(day + by * 86_400_000).toISOString().slice(0, 10);
  return {
    from: shifted(Math.min(...days.map(Number)), -tolerance),
    to: shifted(Math.max(...days.map(Number)), tolerance),
  };
}

async function openedOrder(page: Page, number: string, link: string): Promise<ListedOrder> {
  await openPage(page, link, `Work Order ${number}`);
  const { notes: _notes, log: _log, complete: _complete, ...order } = await readWorkOrder(page);
  return {
    number: order.number,
    status: order.status,
    priority: order.priority,
    property: order.property,
    unit: order.unit,
    description: order.description,
    vendor: order.vendor,
    assignees: order.assignees?.split(', ') ?? [],
    created: order.created,
    scheduled: order.scheduled === null ? null : isoDate(order.scheduled.split(' ')[0] ?? '', 'mdy'),
    completed: order.completed,
  };
}
