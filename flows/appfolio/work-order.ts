import { z } from 'zod';
import { completeness } from 'sidedoor-mcp';
import { priorities, statuses } from './pages/work-order-report.ts';

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
    notes: z.array(entry()),
    log: z.array(entry()),
    complete: completeness(),
  });

/** What one is told of an order that was just made. */
export const newOrder = () => workOrderRecord().omit({ notes: true, log: true, complete: true });

export type WorkOrderRecord = z.output<ReturnType<typeof workOrderRecord>>;
