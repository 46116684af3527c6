import { html } from 'hono/html';
import { addDays, parseUsDate } from '../data/calendar.ts';
import { staff } from '../data/names.ts';
import { priorities, occupancy } from '../data/records.ts';
import type { Records, WorkOrder } from '../data/records.ts';
import { categories, daysToFix } from '../data/work-orders.ts';
import { Save } from '../../saves/save.ts';
import { recordSaved } from './record-saved.ts';
import type { WebForm } from '../web/web-form.ts';
import { choices, goTo, isOpenedAgain, messages, saveButton } from './entry.ts';
import { offered, propertyOptions } from './filters.ts';
import { dollars } from './money.ts';

interface State {
  property: string;
  unit: string;
  category: string;
  priority: string;
  brief: string;
  access: string;
  due: string;
  assignee: string;
  reference: string;
  /** Cents; what this form was opened with. */
  tripCharge: number;
  message: string;
}

const priorityOptions = priorities.map((value) => ({ value, label: value }));
const categoryOptions = choices('(Select)', categories);
const staffOptions = choices('(Unassigned)', staff);

function blank(tripCharge: number, message = ''): State {
  return {
    property: '',
    unit: '',
    category: '',
    priority: 'Normal',
    brief: '',
    access: '',
    due: '',
    assignee: '',
    reference: '',
    tripCharge,
    message,
  };
}

/** Entry of a work order. Choosing a property posts the page back and forgets everything else. */
export const newWorkOrderPage: WebForm<State> = {
  path: 'NewWorkOrder.aspx',
  title: 'New Work Order',
  saves: ['btnSave'],

  fresh: ({ world }) => blank(isOpenedAgain(world, 'NewWorkOrder.aspx') ? 6_000 : 4_500),

  on(state, { target, field }, { world }) {
    const { records } = world;
    const property = offered(propertyOptions(records.buildings), field('ddlProperty'));
    if (target === 'ddlProperty') return { ...blank(state.tripCharge), property };
    if (target === 'lnkClear') return blank(state.tripCharge);
    if (target === 'btnCancel') return goTo('WorkOrders.aspx');
    if (target !== 'btnSave') return state;
    const typed: State = {
      property,
      unit: offered(unitOptions(records, property), field('ddlUnit')),
      category: offered(categoryOptions, field('ddlCategory')),
      priority: offered(priorityOptions, field('ddlPriority')),
      brief: field('txtBrief').trim(),
      access: field('txtAccess').trim(),
      due: field('txtDue').trim(),
      assignee: offered(staffOptions, field('ddlAssignee')),
      reference: field('txtReference').trim(),
      tripCharge: state.tripCharge,
      message: '',
    };
    const mistakes = mistakesIn(typed, world.today);
    if (mistakes.length > 0) return { ...typed, message: mistakes.join(' ') };
    return new Save({
      kind: 'work_order',
      reference: typed.reference,
      write: () => openWorkOrder(records, typed, world.today),
      after: (number) =>
        blank(state.tripCharge, number ? `Work order ${number} has been saved.` : recordSaved),
    });
  },

  draw(state, draft, visit) {
    const { records } = visit.world;
    const row = (label: string, field: unknown, isRequired = false) =>
      html`<tr>
        <th>${label}${isRequired ? html`<span class="required">*</span>` : ''}</th>
        <td>${field}</td>
      </tr>`;
    return html`<div class="toolbar">
        <a class="tool back" href="WorkOrders.aspx">Back to List</a>
        ${draft.tool('lnkClear', 'clear', 'Clear Form')}
      </div>
      ${messages(visit, state.message)}
      <table class="filter tall">
        ${row('Property', draft.select('ddlProperty', propertyOptions(records.buildings, '(Select)'), state.property, true), true)}
        ${row('Unit', draft.select('ddlUnit', unitOptions(records, state.property), state.unit), true)}
        ${row('Category', draft.select('ddlCategory', categoryOptions, state.category), true)}
        ${row('Priority', draft.select('ddlPriority', priorityOptions, state.priority), true)}
        ${row('Brief Description', draft.text('txtBrief', state.brief, { size: 60, maxLength: 60 }), true)}
        ${row('Access Notes', draft.area('txtAccess', state.access))}
        ${row('Due Date', html`${draft.text('txtDue', state.due, { size: 12, maxLength: 10 })} <i>MM/DD/YYYY, blank = by priority</i>`)}
        ${row('Assigned To', draft.select('ddlAssignee', staffOptions, state.assignee))}
        ${row('Reference', draft.text('txtReference', state.reference, { size: 24, maxLength: 30 }))}
        ${row('Trip Charge', html`<span id="lblTripCharge">${dollars(state.tripCharge)}</span>`)}
        ${row('', html`${saveButton(draft, visit, 'btnSave', 'Save')} ${draft.button('btnCancel', 'Cancel')}`)}
      </table>
      <div class="remark"><span class="required">*</span> Required field.</div>`;
  },
};

function unitOptions({ units }: Records, property: string) {
  return choices(
    '(Select)',
    units.filter(({ building }) => building === property).map(({ unit }) => unit),
  );
}

function mistakesIn(typed: State, today: string): string[] {
  const { due } = typed;
  const day = parseUsDate(due);
  const required = { Property: typed.property, Unit: typed.unit, Category: typed.category };
  const missing = Object.entries({ ...required, 'Brief Description': typed.brief })
    .filter(([, value]) => value === '')
    .map(([name]) => `${name} is required.`);
  if (due !== '' && day === null) missing.push('Due Date is not a valid date.');
  if (day !== null && day < today) missing.push('Due Date cannot be before today.');
  if (typed.priority === 'Emergency' && typed.assignee === '')
    missing.push('Emergency work orders must be assigned.');
  return missing;
}

function openWorkOrder(records: Records, typed: State, today: string): string {
  const { property: building, unit } = typed;
  const priority = priorities.find((one) => one === typed.priority) ?? 'Normal';
  const living = records.tenants.find(
    (tenant) =>
      tenant.building === building &&
      tenant.unit === unit &&
      ['Current', 'Notice'].includes(occupancy(tenant, today)),
  );
  const order: WorkOrder = {
    number: `WO-${24001 + records.workOrders.length}`,
    opened: today,
    due: parseUsDate(typed.due) ?? addDays(today, daysToFix[priority]),
    completed: null,
    building,
    unit,
    tenant: living?.number ?? null,
    category: typed.category,
    priority,
    status: typed.assignee ? 'Assigned' : 'New',
    description: typed.brief,
    assignee: typed.assignee || null,
    access: typed.access || null,
    reference: typed.reference || null,
    tripCharge: typed.tripCharge,
    notes: [],
    history: [],
  };
  records.workOrders.push(order);
  return order.number;
}
