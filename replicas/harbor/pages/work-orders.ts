import { html } from 'hono/html';
import { usDate } from '../data/calendar.ts';
import { workOrderStatuses } from '../data/records.ts';
import type { WorkOrder } from '../data/records.ts';
import { drawGrid, firstPage, gridEvent } from '../web/grid.ts';
import type { Column, GridState } from '../web/grid.ts';
import type { WebForm } from '../web/web-form.ts';
import { criteria, offered, propertyOptions } from './filters.ts';

interface State extends GridState {
  property: string;
  status: string;
  /** As typed; the whole reference, in any case. */
  reference: string;
}

const statuses = [
  { value: '', label: '(All)' },
  ...workOrderStatuses.map((status) => ({ value: status, label: status })),
];

const columns: Column<WorkOrder>[] = [
  {
    heading: 'No.',
    value: (order) => order.number,
    show: (order) => html`<a href="WorkOrder.aspx?no=${order.number}">${order.number}</a>`,
  },
  { heading: 'Opened', value: (order) => order.opened, show: (order) => usDate(order.opened) },
  { heading: 'Due', value: (order) => order.due ?? '', show: (order) => usDate(order.due) },
  { heading: 'Property', value: (order) => order.building },
  { heading: 'Unit', value: (order) => order.unit },
  { heading: 'Category', value: (order) => order.category },
  {
    heading: 'Priority',
    value: (order) => order.priority,
    show: (order) => html`<span class="${order.priority.toLowerCase()}">${order.priority}</span>`,
  },
  { heading: 'Status', value: (order) => order.status },
  { heading: 'Brief Description', value: (order) => order.description },
  { heading: 'Assigned To', value: (order) => order.assignee ?? '' },
  { heading: 'Completed', value: (order) => order.completed ?? '', show: (order) => usDate(order.completed) },
];

/** The list of work orders. Choosing a property posts the page back and forgets status and reference. */
export const workOrdersPage: WebForm<State> = {
  path: 'WorkOrders.aspx',
  title: 'Work Orders',

  fresh: ({ query }) => ({
    ...firstPage,
    property: '',
    status: offered(statuses, query('status')),
    reference: '',
  }),

  on(state, { target, argument, field }, { world }) {
    const property = offered(propertyOptions(world.records.buildings), field('ddlProperty'));
    if (target === 'grdWorkOrders') return gridEvent(state, argument);
    if (target === 'ddlProperty') return { ...firstPage, property, status: '', reference: '' };
    if (target === 'btnSearch') {
      const status = offered(statuses, field('ddlStatus'));
      return { ...firstPage, property, status, reference: field('txtReference').trim() };
    }
    if (target === 'lnkClear') return { ...firstPage, property: '', status: '', reference: '' };
    return state;
  },

  draw(state, draft, { world }) {
    const { buildings, workOrders } = world.records;
    const properties = propertyOptions(buildings);
    const label = properties.find(({ value }) => value === state.property)?.label ?? '';
    const rows = workOrders.filter(
      (order) =>
        (state.property === '' || order.building === state.property) &&
        (state.status === '' || order.status === state.status) &&
        (state.reference === '' || order.reference?.toLowerCase() === state.reference.toLowerCase()),
    );
    const also = state.reference ? `; Reference = ${state.reference}` : '';
    return html`<div class="toolbar">
        <a class="tool add" href="NewWorkOrder.aspx">New</a>
        ${draft.tool('lnkRefresh', 'refresh', 'Refresh')} ${draft.tool('lnkClear', 'clear', 'Clear Filter')}
        <a class="tool print" href="javascript:window.print()">Print</a>
      </div>
      <table class="filter">
        <tr>
          <th>Property</th>
          <td>${draft.select('ddlProperty', properties, state.property, true)}</td>
          <th>Status</th>
          <td>${draft.select('ddlStatus', statuses, state.status)}</td>
          <th>Reference</th>
          <td>${draft.text('txtReference', state.reference, { size: 16, maxLength: 30 })}</td>
          <td>${draft.button('btnSearch', 'Search')}</td>
        </tr>
      </table>
      ${criteria(`Property = ${label}; Status = ${state.status || '(All)'}${also}`)}
      ${drawGrid(draft, world.switches, { id: 'grdWorkOrders', columns, rows, state })}`;
  },
};
