import { byId } from '../data/records.ts';
import { notePosted } from '../pages/maintenance.ts';
import type { World } from '../world.ts';
import { fragment } from './typed.ts';
import type { Judged, Typed } from './typed.ts';

export function judgeNote({ records, today }: World, { form, user }: Typed): Judged {
  const order = byId(records.workOrders, Number(form.get('parent_id')));
  const body = form.get('note[body]')?.trim() ?? '';
  if (!order || form.get('parent_type') !== 'Maintenance::WorkOrderDecorator')
    return 'The work order is gone.';
  if (body === '') return "Body can't be blank";
  const note = { date: today, by: user, body };
  return {
    kind: 'note',
    reference: /SD-\w+/.exec(body)?.[0] ?? '',
    write: () => String(order.notes.push(note)),
    after: () => fragment(notePosted(note)),
  };
}
