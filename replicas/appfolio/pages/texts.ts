import { usDate } from '../../harbor/data/calendar.ts';
import { html } from 'hono/html';
import { recipientsOf } from '../data/recipients.ts';
import type { Records, WorkOrder } from '../data/records.ts';
import { options } from '../web/markup.ts';
import type { Markup } from '../web/markup.ts';
import type { World } from '../world.ts';

/** A text is cut at 910 characters, a vendor fact. */
export function textPanel({ records }: World, order: WorkOrder): Markup {
  const people = recipientsOf(records, order);
  const sent = records.texts.filter(({ workOrder }) => workOrder === order.id).toReversed();
  return html`${
      people.length > 0
        ? html`<form class="js-text-form">
            <input type="hidden" name="work_order_id" value="${order.id}" />
            <select name="recipient" style="margin-bottom:8px">
              ${options(people)}
            </select>
            <textarea
              name="body"
              rows="2"
              maxlength="910"
              style="width:100%"
              placeholder="Enter SMS message or type / to use a template"
            ></textarea>
            <div class="js-form-error" role="alert"></div>
            <button class="btn" data-post="/texts" data-into="#texts-list">Send</button>
          </form>`
        : ''
    }
    <div id="texts-list">${sent.map(textSent)}</div>`;
}

export const textSent = ({
  date,
  by,
  recipient,
  body,
}: Omit<Records['texts'][number], 'workOrder'>): Markup =>
  html`<div class="note">
    <small
      >Sent <span class="js-text-date">${usDate(date)}</span> by <span class="js-text-by">${by}</span> to
      <span class="js-text-to">${recipient}</span></small
    >
    <span class="js-text-body">${body}</span>
  </div>`;
