import { parseUsDate } from './data/calendar.ts';
import type { WorkOrder, WorkOrderStatus } from './data/records.ts';

export interface Change {
  to: WorkOrderStatus | '';
  /** As typed. */
  completed: string;
  assignee: string;
}

/** Why a work order may not be changed so, in Harbor's words; `undefined` when it may. */
export function refusalOf(
  order: WorkOrder,
  { to, completed, assignee }: Change,
  today: string,
): string | undefined {
  const { number, status } = order;
  const day = parseUsDate(completed);
  if (to === '') return 'Select a new status.';
  if (status === 'Closed') return `Work order ${number} is closed and cannot be reopened.`;
  if (status === 'Cancelled') return `Work order ${number} was cancelled and cannot be reopened.`;
  if (to === status) return `Work order ${number} already has the status ${to}.`;
  if (to === 'New') return 'A work order cannot go back to New.';
  if (to === 'Closed' && status !== 'Completed') return 'Only a completed work order can be closed.';
  if (['Assigned', 'In progress'].includes(to) && !assignee && !order.assignee)
    return `Assigned To is required for the status ${to}.`;
  if (to !== 'Completed')
    return completed ? 'Completion Date goes with the status Completed only.' : undefined;
  if (completed === '') return 'Completion Date is required for the status Completed.';
  if (day === null) return 'Completion Date is not a valid date.';
  if (day > today) return 'Completion Date cannot be in the future.';
  if (day < order.opened) return 'Completion Date cannot be before the work order was opened.';
  return undefined;
}
