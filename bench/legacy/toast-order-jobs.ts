import type { ToastInspection } from '../../replicas/toast/index.ts';
import { expectedSelections } from '../../test/replicas/toast-expected-orders.ts';
import { listJob } from './job.ts';
import type { Job } from './job.ts';

const day = { from: '2026-11-19', to: '2026-11-19' };

/** What was ordered. */
export const orders = (restaurant: string): Job<ToastInspection>[] => [
  listJob({
    tool: 'toast_list_item_selections',
    args: day,
    list: 'selections',
    key: ({ id }) => String(id),
    expected: ({ records }) => expectedSelections(records, restaurant, day),
  }),
];
