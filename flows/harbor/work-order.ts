import { z } from 'zod';
import { decimal, isoDate, isoDateOrNull } from 'sidedoor-mcp';
import { code, oneOf, textOrNull } from './pages/reading.ts';

export const statuses = [
  'New',
  'Assigned',
  'In progress',
  'On hold',
  'Completed',
  'Cancelled',
  'Closed',
] as const;
export const priorities = ['Low', 'Normal', 'High', 'Emergency'] as const;

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

/** What the work order's own page shows besides. */
export const workOrderRecord = () =>
  workOrder().extend({
    tenant: z.string().nullable().describe('Number and name'),
    access_notes: z.string().nullable(),
    reference: z.string().nullable(),
    trip_charge: decimal(),
  });

export type WorkOrderRecord = z.output<ReturnType<typeof workOrderRecord>>;

export const workOrderNote = () =>
  z.object({
    work_order: z.string(),
    date: z.iso.date(),
    by: z.string(),
    note: z.string(),
    reference: z.string(),
  });

export type WorkOrderNote = z.output<ReturnType<typeof workOrderNote>>;

export const statusChange = () =>
  z.object({
    work_order: z.string(),
    date: z.iso.date(),
    by: z.string(),
    from: z.enum(statuses),
    to: z.enum(statuses),
    completed: z.iso.date().nullable(),
    assignee: z.string().nullable(),
    reference: z.string(),
  });

export type StatusChange = z.output<ReturnType<typeof statusChange>>;

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
