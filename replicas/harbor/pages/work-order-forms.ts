import { html } from 'hono/html';
import { staff } from '../data/names.ts';
import { workOrderStatuses } from '../data/records.ts';
import type { Draft, Markup } from '../web/draft.ts';
import type { Visit } from '../web/web-form.ts';
import { choices, messages, saveButton } from './entry.ts';

export const newStatuses = choices('(Select)', workOrderStatuses);
export const staffOptions = choices('(No change)', staff);

export interface Typed {
  note: string;
  noteReference: string;
  status: string;
  completed: string;
  assignee: string;
  statusReference: string;
  message: string;
}

/** The two forms below a work order. Every status is offered; the rules speak at the save. */
export function drawForms(typed: Typed, draft: Draft, visit: Visit): Markup {
  const day = draft.text('txtCompleted', typed.completed, { size: 12, maxLength: 10 });
  const row = (label: string, field: unknown) =>
    html`<tr>
      <th>${label}</th>
      <td>${field}</td>
    </tr>`;
  return html`${messages(visit, typed.message)}
    <table class="columns">
      <tr>
        <td>
          <fieldset>
            <legend>Add Note</legend>
            <table class="filter tall">
              ${row('Note', draft.area('txtNote', typed.note, { rows: 3, columns: 44 }))}
              ${row('Reference', draft.text('txtNoteReference', typed.noteReference, { maxLength: 30 }))}
              ${row('', saveButton(draft, visit, 'btnAddNote', 'Add Note'))}
            </table>
          </fieldset>
        </td>
        <td>
          <fieldset>
            <legend>Change Status</legend>
            <table class="filter tall">
              ${row('New Status', draft.select('ddlNewStatus', newStatuses, typed.status))}
              ${row('Completion Date', html`${day} <i>MM/DD/YYYY</i>`)}
              ${row('Assigned To', draft.select('ddlAssignee', staffOptions, typed.assignee))}
              ${row('Reference', draft.text('txtStatusReference', typed.statusReference, { maxLength: 30 }))}
              ${row('', saveButton(draft, visit, 'btnChangeStatus', 'Change Status'))}
            </table>
          </fieldset>
        </td>
      </tr>
    </table>`;
}
