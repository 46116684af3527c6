import { z } from 'zod';
import { isoDate, isoDateOrNull } from 'sidedoor-mcp';
import { code, oneOf, textOrNull } from './pages/reading.ts';

export const statuses = ['New', 'Assigned', 'In progress', 'On hold', 'Completed', 'Cancelled'] as const;
const priorities = ['Low', 'Normal', 'High', 'Emergency'] as const;

export const workOrder = () =>
  z.object({
    number: z.string(),
    status: z.enum(statuses),
    priority: z.enum(priorities),
    category: z.string(),
    building: z.string().describe('Code'),
    unit: z.string(),
    description: z.string(),
    opened: z.iso.date(),
    due: z.iso.date().nullable(),
    completed: z.iso.date().nullable(),
    assignee: z.string().nullable(),
  });

export type WorkOrder = z.output<ReturnType<typeof workOrder>>;

/** @throws LayoutChanged when a cell cannot be what its heading says. */
export function toWorkOrder(cells: Record<keyof WorkOrder, string>): WorkOrder {
  return {
    number: code(/^WO-\d+$/, cells.number, 'work order number'),
    status: oneOf(statuses, cells.status, 'status'),
    priority: oneOf(priorities, cells.priority, 'priority'),
    category: cells.category,
    building: cells.building,
    unit: cells.unit,
    description: cells.description,
    opened: isoDate(cells.opened, 'mdy'),
    due: isoDateOrNull(cells.due, 'mdy'),
    completed: isoDateOrNull(cells.completed, 'mdy'),
    assignee: textOrNull(cells.assignee),
  };
}
