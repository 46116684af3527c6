import { z } from 'zod';
import { completeness } from 'sidedoor-mcp';

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

export const orderNumber = () =>
  z
    .string()
    .regex(/^\d+-\d+$/)
    .describe('e.g. 8014-1');

/** What a list tells of a work order. */
export const listedOrder = () =>
  z.object({
    number: z.string(),
    status: z.enum(statuses),
    priority: z.enum(priorities),
    property: z.string(),
    unit: z.string().nullable(),
    description: z.string(),
    vendor: z.string().nullable(),
    assignees: z.array(z.string()),
    created: z.iso.date(),
    scheduled: z.iso.date().nullable(),
    completed: z.iso.date().nullable(),
  });

export type ListedOrder = z.output<ReturnType<typeof listedOrder>>;

const entry = () => z.object({ date: z.iso.date(), by: z.string(), text: z.string() });

/** What a work order's own page shows. */
export const workOrderRecord = () =>
  z.object({
    number: z.string(),
    status: z.enum(statuses),
    priority: z.enum(priorities),
    description: z.string(),
    property: z.string(),
    unit: z.string().nullable(),
    tenant: z.string().nullable(),
    tenant_phone: z.string().nullable(),
    vendor: z.string().nullable(),
    assignees: z.string().nullable(),
    permission_to_enter: z.string(),
    instructions: z.string().nullable(),
    scheduled: z.string().nullable(),
    created: z.iso.date(),
    completed: z.iso.date().nullable(),
    notes: z.array(entry()),
    log: z.array(entry()),
    complete: completeness(),
  });

/** What one is told of an order that was just made. */
export const newOrder = () =>
  workOrderRecord().omit({ completed: true, notes: true, log: true, complete: true });

export type WorkOrderRecord = z.output<ReturnType<typeof workOrderRecord>>;
