import { usDate } from '../../harbor/data/calendar.ts';
import { byId, orderNumber } from '../data/records.ts';
import type { Bill, WorkOrder } from '../data/records.ts';
import type { ReportKind } from './sheet.ts';
import { money, tabulate, text } from './tabulate.ts';

interface Job {
  order: WorkOrder;
  /** Of the people on it: one, or all. */
  who: string;
}

/** Work orders that were created in a period; a vendor fact: one row for each person on it. */
export const workOrders: ReportKind = {
  slug: 'work_order',
  title: 'Work Order',
  filters: ['property', 'work_order_statuses', 'dates'],
  build({ records, switches }, { property, from, to, statuses }) {
    const orders = records.workOrders.filter(
      (order) =>
        (property === null || order.property === property) &&
        (statuses.length === 0 || statuses.includes(order.status)) &&
        order.createdOn >= from &&
        order.createdOn <= to,
    );
    const jobs = orders.flatMap((order): Job[] => {
      const several = switches.rowPerAssignee && order.assignees.length > 1;
      return several
        ? order.assignees.map((who) => ({ order, who }))
        : [{ order, who: order.assignees.join(', ') }];
    });
    const tenant = ({ occupancy }: WorkOrder) => byId(records.occupancies, occupancy);
    return tabulate<Job>(
      jobs,
      [
        text('Work Order Number', ({ order }) => orderNumber(order)),
        text('Status', ({ order }) => order.status),
        text('Work Order Type', ({ order }) => order.type),
        text('Property', ({ order }) => byId(records.properties, order.property)?.name ?? ''),
        text('Unit', ({ order }) => byId(records.units, order.unit)?.name ?? ''),
        text('Priority', ({ order }) => order.priority),
        text('Assigned User', ({ who }) => who),
        text('Vendor', ({ order }) => byId(records.vendors, order.vendor)?.name ?? ''),
        text('Created At', ({ order }) => usDate(order.createdOn)),
        text('Service Request Description', ({ order }) => order.description),
        text('Scheduled Start', ({ order }) => usDate(order.scheduledStart?.slice(0, 10) ?? null)),
        text('Completed On', ({ order }) => usDate(order.completedOn)),
        text('Primary Resident Phone Number', ({ order }) => tenant(order)?.phone ?? ''),
        text('Work Order ID', ({ order }) => String(order.id)),
        text('Service Request ID', ({ order }) => String(order.serviceRequest)),
      ],
      orders.length,
    );
  },
};

interface Posting {
  bill: Bill;
  line: Bill['lines'][number];
}

/** The lines of the bills of a period, by their bill date. */
export const vendorLedger: ReportKind = {
  slug: 'vendor_ledger',
  title: 'Vendor Ledger',
  filters: ['property', 'vendor', 'dates'],
  build({ records }, { property, vendor, from, to }) {
    const postings = records.bills
      .filter((bill) => vendor === null || bill.vendor === vendor)
      .filter(({ billDate }) => billDate >= from && billDate <= to)
      .flatMap((bill) => bill.lines.map((line): Posting => ({ bill, line })))
      .filter(({ line }) => property === null || line.property === property);
    return tabulate(postings, [
      text('Vendor', ({ bill }) => byId(records.vendors, bill.vendor)?.name ?? ''),
      text('Bill Date', ({ bill }) => usDate(bill.billDate)),
      text('Due Date', ({ bill }) => usDate(bill.dueDate)),
      text('Reference Number', ({ bill }) => bill.reference),
      text('Account', ({ line }) => line.account),
      text('Property', ({ line }) => byId(records.properties, line.property)?.name ?? ''),
      text('Description', ({ line }) => line.description),
      text('Remarks', ({ bill }) => bill.remarks),
      money('Amount', ({ line }) => line.amount),
      text('Bill ID', ({ bill }) => String(bill.id)),
    ]);
  },
};
