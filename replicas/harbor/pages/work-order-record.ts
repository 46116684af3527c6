import { html } from 'hono/html';
import { usDate } from '../data/calendar.ts';
import type { Records, WorkOrder } from '../data/records.ts';
import type { Draft, Markup } from '../web/draft.ts';
import { drawGrid, firstPage } from '../web/grid.ts';
import type { Column } from '../web/grid.ts';
import type { Visit } from '../web/web-form.ts';
import { dollars } from './money.ts';

/** What a work order is: the job, and where and when. */
export function drawRecord(order: WorkOrder, { buildings, tenants }: Records): Markup {
  const building = buildings.find(({ code }) => code === order.building);
  const tenant = tenants.find((one) => one.number === order.tenant);
  const line = (label: string, text: string | null) =>
    html`<tr>
      <th>${label}</th>
      <td>${text ?? ''}</td>
    </tr>`;
  return html`<table class="columns">
    <tr>
      <td>
        <fieldset>
          <legend>Job</legend>
          <table class="detail record">
            ${line('Work Order', order.number)} ${line('Brief Description', order.description)}
            ${line('Category', order.category)} ${line('Priority', order.priority)}
            ${line('Status', order.status)} ${line('Assigned To', order.assignee)}
            ${line('Reference', order.reference)} ${line('Trip Charge', dollars(order.tripCharge))}
          </table>
        </fieldset>
      </td>
      <td>
        <fieldset>
          <legend>Where and When</legend>
          <table class="detail record">
            ${line('Property', `${order.building} - ${building?.name ?? ''}`)} ${line('Unit', order.unit)}
            ${line('Tenant', tenant ? `${tenant.number} ${tenant.name}` : '')}
            ${line('Opened', usDate(order.opened))} ${line('Due', usDate(order.due))}
            ${line('Completed', usDate(order.completed))} ${line('Access Notes', order.access)}
          </table>
        </fieldset>
      </td>
    </tr>
  </table>`;
}

/** What was noted about it, and how its status changed. */
export function drawNotes(order: WorkOrder, draft: Draft, { world }: Visit): Markup {
  const grid = <Row>(id: string, columns: Column<Row>[], rows: Row[]) =>
    drawGrid(draft, world.switches, { id, columns, rows, state: firstPage, pageSize: 500, sortable: false });
  return html`<div class="grid-title">Notes</div>
    ${grid(
      'grdNotes',
      [
        { heading: 'Date', value: (note) => usDate(note.date) },
        { heading: 'By', value: (note) => note.by },
        { heading: 'Reference', value: (note) => note.reference ?? '' },
        { heading: 'Note', value: (note) => note.text },
      ],
      order.notes,
    )}
    <div class="grid-title">Status History</div>
    ${grid(
      'grdHistory',
      [
        { heading: 'Date', value: (change) => usDate(change.date) },
        { heading: 'By', value: (change) => change.by },
        { heading: 'From', value: (change) => change.from },
        { heading: 'To', value: (change) => change.to },
        { heading: 'Completed', value: (change) => usDate(change.completed) },
        { heading: 'Assigned To', value: (change) => change.assignee ?? '' },
        { heading: 'Reference', value: (change) => change.reference ?? '' },
      ],
      order.history,
    )}`;
}
