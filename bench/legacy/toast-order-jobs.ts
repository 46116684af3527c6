import type { ToastInspection } from '../../replicas/toast/index.ts';
import { expectedCash, expectedSelections } from '../../test/replicas/toast-expected-orders.ts';
import { listJob } from './job.ts';
import type { Job } from './job.ts';

const days = { from: '2026-11-17', to: '2026-11-19' };
const day = { from: '2026-11-19', to: '2026-11-19' };

/** What was ordered, and the cash that went another way. */
export const ordersAndCash = (restaurant: string): Job<ToastInspection>[] => [
  listJob({
    tool: 'toast_list_item_selections',
    args: day,
    list: 'selections',
    key: ({ id }) => String(id),
    expected: ({ records }) => expectedSelections(records, restaurant, day),
  }),
  listJob({
    tool: 'toast_list_cash_entries',
    args: days,
    list: 'entries',
    key: ({ created, drawer, type }) => `${String(created)} ${String(drawer)} ${String(type)}`,
    expected: ({ records }) => expectedCash(records, restaurant, days),
  }),
];
