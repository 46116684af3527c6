import { html } from 'hono/html';
import { parseUsDate } from '../data/calendar.ts';
import { staff } from '../data/names.ts';
import { workOrderStatuses } from '../data/records.ts';
import type { WorkOrder } from '../data/records.ts';
import { Save } from '../../saves/save.ts';
import { recordSaved } from './record-saved.ts';
import type { Visit, WebForm } from '../web/web-form.ts';
import { refusalOf } from '../work-order-rules.ts';
import { isOpenedAgain } from './entry.ts';
import { offered } from './filters.ts';
import { drawForms, newStatuses, staffOptions } from './work-order-forms.ts';
import { drawNotes, drawRecord } from './work-order-record.ts';

export interface State {
  number: string;
  note: string;
  noteReference: string;
  status: string;
  completed: string;
  assignee: string;
  statusReference: string;
  /** Shows somebody else as assigned. */
  isChanged: boolean;
  message: string;
}

const blank = (number: string, isChanged: boolean, message = ''): State => ({
  number,
  note: '',
  noteReference: '',
  status: '',
  completed: '',
  assignee: '',
  statusReference: '',
  isChanged,
  message,
});

/** One work order with its notes and changes of status, and the forms to add to both. */
export const workOrderPage: WebForm<State> = {
  path: 'WorkOrder.aspx',
  title: 'Work Order',
  saves: ['btnAddNote', 'btnChangeStatus'],

  fresh: ({ query, world }) => blank(query('no'), isOpenedAgain(world, `WorkOrder.aspx ${query('no')}`)),

  on(state, { target, field }, visit) {
    const { number, isChanged } = state;
    const order = visit.world.records.workOrders.find((one) => one.number === number);
    if (!order || !this.saves?.includes(target)) return blank(number, isChanged);
    const typed: State = {
      ...blank(number, isChanged),
      note: field('txtNote').trim(),
      noteReference: field('txtNoteReference').trim(),
      status: offered(newStatuses, field('ddlNewStatus')),
      completed: field('txtCompleted').trim(),
      assignee: offered(staffOptions, field('ddlAssignee')),
      statusReference: field('txtStatusReference').trim(),
    };
    const saved = blank(number, isChanged, recordSaved);
    return target === 'btnAddNote'
      ? addNote(order, typed, saved, visit)
      : changeStatus(order, typed, saved, visit);
  },

  draw(state, draft, visit) {
    const { records } = visit.world;
    const order = records.workOrders.find((one) => one.number === state.number);
    const toolbar = html`<div class="toolbar">
      <a class="tool back" href="WorkOrders.aspx">Back to List</a>
      ${draft.tool('lnkRefresh', 'refresh', 'Refresh')}
      <a class="tool print" href="javascript:window.print()">Print</a>
    </div>`;
    if (!order)
      return html`${toolbar}
        <div class="message" id="lblMessage">Work order ${state.number} is not on file.</div>`;
    const assignee = state.isChanged ? (staff.find((name) => name !== order.assignee) ?? '') : order.assignee;
    return html`${toolbar} ${drawRecord({ ...order, assignee }, records)} ${drawNotes(order, draft, visit)}
    ${drawForms(state, draft, visit)}`;
  },
};

function addNote(
  order: WorkOrder,
  typed: State,
  saved: State,
  { world, session }: Visit,
): State | Save<State> {
  if (typed.note === '') return { ...typed, message: 'Note is required.' };
  return new Save({
    kind: 'note',
    reference: typed.noteReference,
    write() {
      const reference = typed.noteReference || null;
      order.notes.push({ date: world.today, by: session.user, reference, text: typed.note });
      return order.number;
    },
    after: () => saved,
  });
}

function changeStatus(
  order: WorkOrder,
  typed: State,
  saved: State,
  { world, session }: Visit,
): State | Save<State> {
  const to = workOrderStatuses.find((status) => status === typed.status);
  const message = refusalOf(order, { ...typed, to: to ?? '' }, world.today);
  if (message !== undefined || !to) return { ...typed, message: message ?? '' };
  return new Save({
    kind: 'status',
    reference: typed.statusReference,
    write() {
      const from = order.status;
      order.status = to;
      // A closed one stays completed; one that goes on is not.
      if (to !== 'Closed') order.completed = parseUsDate(typed.completed);
      if (typed.assignee) order.assignee = typed.assignee;
      const { completed, assignee } = order;
      const reference = typed.statusReference || null;
      order.history.push({ date: world.today, by: session.user, from, to, completed, assignee, reference });
      return order.number;
    },
    after: () => saved,
  });
}
