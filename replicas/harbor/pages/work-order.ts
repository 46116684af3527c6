import { html } from 'hono/html';
import { usDate } from '../data/calendar.ts';
import type { WebForm } from '../web/web-form.ts';

interface State {
  number: string;
}

/** One work order with its notes. */
export const workOrderPage: WebForm<State> = {
  path: 'WorkOrder.aspx',
  title: 'Work Order',

  fresh: ({ query }) => ({ number: query('no') }),
  on: (state) => state,

  draw({ number }, draft, { world }) {
    const { workOrders, buildings, tenants } = world.records;
    const order = workOrders.find((one) => one.number === number);
    const toolbar = html`<div class="toolbar">
      <a class="tool back" href="WorkOrders.aspx">Back to List</a>
      ${draft.tool('lnkRefresh', 'refresh', 'Refresh')}
      <a class="tool print" href="javascript:window.print()">Print</a>
    </div>`;
    if (!order)
      return html`${toolbar}
        <div class="message" id="lblMessage">Work order ${number} is not on file.</div>`;

    const building = buildings.find(({ code }) => code === order.building);
    const tenant = tenants.find((one) => one.number === order.tenant);
    const line = (label: string, text: string | null) =>
      html`<tr>
        <th>${label}</th>
        <td>${text ?? ''}</td>
      </tr>`;
    return html`${toolbar}
      <table class="columns">
        <tr>
          <td>
            <fieldset>
              <legend>Job</legend>
              <table class="detail">
                ${line('Work Order', order.number)} ${line('Brief Description', order.description)}
                ${line('Category', order.category)} ${line('Priority', order.priority)}
                ${line('Status', order.status)} ${line('Assigned To', order.assignee)}
              </table>
            </fieldset>
          </td>
          <td>
            <fieldset>
              <legend>Where and When</legend>
              <table class="detail">
                ${line('Property', `${order.building} - ${building?.name ?? ''}`)} ${line('Unit', order.unit)}
                ${line('Tenant', tenant ? `${tenant.number} ${tenant.name}` : '')}
                ${line('Opened', usDate(order.opened))} ${line('Due', usDate(order.due))}
                ${line('Completed', usDate(order.completed))}
              </table>
            </fieldset>
          </td>
        </tr>
      </table>
      <fieldset>
        <legend>Notes</legend>
        <table class="detail notes">
          ${
            order.notes.length === 0
              ? html`<tr>
                  <td>No notes.</td>
                </tr>`
              : ''
          }
          ${order.notes.map(
            (note) =>
              html`<tr>
                <th>${usDate(note.date)}</th>
                <td>${note.by}</td>
                <td>${note.text}</td>
              </tr>`,
          )}
        </table>
      </fieldset>`;
  },
};
