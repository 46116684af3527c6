/** A ticket as a work order of a field-service desk, in a list and by itself. */
import { z } from 'zod';
import type { Calendar } from './pages/dates.ts';

/** RT's custom fields of a work order; our name → RT's. An RT that has others leaves these empty. */
export const customFields = {
  building: 'Building',
  unit: 'Unit',
  trade: 'Trade',
  permission_to_enter: 'Permission to enter',
} as const;

/** Columns of a search → our names. */
export const columns = {
  subject: 'Subject',
  queue: 'QueueName',
  status: 'Status',
  priority: 'Priority',
  // The login name. The column "Owner.Name" says the same in four times the time (measured).
  owner: 'OwnerNameEdit',
  created: 'Created',
  due: 'Due',
  resolved: 'Resolved',
  updated: 'LastUpdated',
  building: `CustomField.{${customFields.building}}`,
  unit: `CustomField.{${customFields.unit}}`,
  trade: `CustomField.{${customFields.trade}}`,
} as const;

export const workOrder = () =>
  z.object({
    id: z.number().int(),
    subject: z.string(),
    queue: z.string(),
    status: z.string(),
    priority: z.string().describe('As shown, e.g. High'),
    owner: z.string().nullable().describe('Login name'),
    created: z.iso.datetime(),
    due: z.iso.datetime().nullable(),
    resolved: z.iso.datetime().nullable(),
    updated: z.iso.datetime(),
    building: z.string(),
    unit: z.string(),
    trade: z.string(),
  });

export type WorkOrder = z.output<ReturnType<typeof workOrder>>;

/** @throws LayoutChanged when a date cannot be read. */
export function toWorkOrder(
  cells: Record<'key' | keyof typeof columns, string>,
  calendar: Calendar,
): WorkOrder {
  const { subject, queue, status, priority, owner, building, unit, trade } = cells;
  return {
    id: Number(cells.key),
    subject: subject === '(No subject)' ? '' : subject,
    queue,
    status,
    priority,
    owner: owner === 'Nobody' ? null : owner,
    created: calendar.instant(cells.created) ?? '',
    due: calendar.instant(cells.due),
    resolved: calendar.instant(cells.resolved),
    updated: calendar.instant(cells.updated) ?? '',
    building,
    unit,
    trade,
  };
}
