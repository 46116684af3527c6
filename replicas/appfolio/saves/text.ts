import { byId } from '../data/records.ts';
import { textSent } from '../pages/texts.ts';
import { recipientsOf } from '../data/recipients.ts';
import type { World } from '../world.ts';
import { fragment } from './typed.ts';
import type { Judged, Typed } from './typed.ts';

/** What a text may have, in characters; a vendor fact. The rest is cut off without a word. */
const cap = 910;

export function judgeText({ records, today }: World, { form, user }: Typed): Judged {
  const order = byId(records.workOrders, Number(form.get('work_order_id')));
  const to = form.get('recipient') ?? '';
  const body = (form.get('body') ?? '').trim().slice(0, cap);
  if (!order) return 'The work order is gone.';
  if (body === '') return 'Enter a message';
  const recipient = recipientsOf(records, order).find(([value]) => value === to)?.[1];
  if (recipient === undefined) return 'Choose a recipient';
  const text = { workOrder: order.id, to, recipient, date: today, by: user, body };
  return {
    kind: 'text',
    reference: /SD-\w+/.exec(body)?.[0] ?? '',
    write: () => String(records.texts.push(text)),
    after: () => fragment(textSent(text)),
  };
}
