import { usDate } from '../../harbor/data/calendar.ts';
import { html } from 'hono/html';
import { byId, orderNumber, priorities } from '../data/records.ts';
import type { WorkOrder } from '../data/records.ts';
import { issues } from '../data/maintenance.ts';
import { card, fact } from '../web/layout.ts';
import { textPanel } from './texts.ts';
import { dollars, options } from '../web/markup.ts';
import type { Markup } from '../web/markup.ts';
import type { World } from '../world.ts';

const address = ({ serviceRequest, id }: WorkOrder) =>
  `/maintenance/service_requests/${serviceRequest}/work_orders/${id}`;

/** Newest first, by pages. */
export function workOrderList({ records, switches }: World, page: number): Markup {
  const size = Math.max(1, switches.listPageSize);
  const orders = records.workOrders.toReversed();
  const last = Math.max(1, Math.ceil(orders.length / size));
  const at = Math.min(Math.max(1, page), last);
  return card(
    `${orders.length} Work Orders`,
    html`<table class="js-work-orders">
        <thead>
          <tr>
            <th>Number</th>
            <th>Description</th>
            <th>Property</th>
            <th>Unit</th>
            <th>Priority</th>
            <th>Status</th>
            <th>Created</th>
          </tr>
        </thead>
        <tbody>
          ${orders.slice((at - 1) * size, at * size).map(
            (order) =>
              html`<tr>
                <td><a href="${address(order)}">${orderNumber(order)}</a></td>
                <td>${order.description}</td>
                <td>${byId(records.properties, order.property)?.name ?? ''}</td>
                <td>${byId(records.units, order.unit)?.name ?? ''}</td>
                <td>${order.priority}</td>
                <td><span class="badge ${order.status}">${order.status}</span></td>
                <td>${usDate(order.createdOn)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <div class="pager">
        ${at > 1 ? html`<a href="?page=${at - 1}">‹ Previous</a>` : ''} Page ${at} of ${last}
        ${at < last ? html`<a href="?page=${at + 1}">Next ›</a>` : ''}
      </div>`,
  );
}

export function workOrderPage(world: World, order: WorkOrder): Markup {
  const { records } = world;
  const property = byId(records.properties, order.property);
  const tenant = byId(records.occupancies, order.occupancy);
  const vendor = byId(records.vendors, order.vendor);
  const permission = { true: 'Yes', false: 'No', not_applicable: 'Not applicable' }[order.permissionToEnter];
  const scheduled = order.status === 'Scheduled' && order.scheduledStart !== null;
  const when = html`<div class="js-work-order-schedule">
    Scheduled for ${usDate(order.scheduledStart?.slice(0, 10) ?? null)}
    ${order.scheduledStart?.slice(11) ?? ''}
  </div>`;
  return html`<div class="columns">
    <div>
      ${card(
        'Work Order',
        html`${
            scheduled
              ? when
              : html`<div class="alert alert-warning js-work-order-not-scheduled-warning">
                  Not scheduled yet
                </div>`
          }
          <p class="js-service-request-title"><b>${order.description}</b></p>
          <dl class="facts">
            ${fact('Number', orderNumber(order), 'js-work-order-number')}
            ${fact('Status', html`<span class="badge ${order.status} js-status-label">${order.status}</span>`)}
            ${fact('Priority', order.priority, 'js-service-request-header-priority')}
            ${fact('Type', order.type, 'js-work-order-type')}
            ${fact('Issue', order.issue, 'js-work-order-issue')}
            ${fact('Permission to Enter', permission, 'js-service-request-header-permission-to-enter')}
            ${fact('Created On', usDate(order.createdOn), 'js-service-request-header-created-on')}
            ${fact('Created By', order.createdBy, 'js-service-request-header-created-by')}
            ${fact('Completed On', usDate(order.completedOn), 'js-work-order-completed-on')}
            ${fact('Assigned To', order.assignees.join(', '), 'js-assignee-name')}
            ${fact('Vendor Trade', vendor?.trade ?? '', 'js-vendor-trade')}
          </dl>
          <h2 style="margin-top:18px">Vendor Instructions</h2>
          <p class="js-work-order-vendor-instructions">${order.instructions}</p>`,
      )}
      ${card(
        `Notes (${order.notes.length})`,
        html`<a
            href="#"
            class="btn js-add-note"
            data-load="/notes/new?parent_id=${order.id}&amp;parent_type=Maintenance::WorkOrderDecorator"
            data-into="#note-form"
            >Add Note</a
          >
          <div id="note-form"></div>
          <div id="notes-list">${order.notes.toReversed().map(notePosted)}</div>`,
        'js-notes',
      )}
      ${card(
        `Texts (${records.texts.filter(({ workOrder }) => workOrder === order.id).length})`,
        textPanel(world, order),
        'js-texts',
      )}
    </div>
    <div>
      ${card(
        'Property',
        html`<p class="js-property-name">${property?.name ?? ''}</p>
          <p class="js-unit-name">${byId(records.units, order.unit)?.name ?? ''}</p>
          ${fact('Maintenance Limit', `$${dollars(property?.maintenanceLimit ?? 0)}`, 'js-service-request__property-card__maintenance-limit')}`,
      )}
      ${
        tenant
          ? card(
              'Tenant',
              html`<a
                  class="js-contact-card-name-link"
                  href="/occupancies/${tenant.id}/selected_tenant/${tenant.tenant}"
                  >${tenant.name}</a
                >
                <p class="js-contact-card-phone">${tenant.phone}</p>
                <p class="js-contact-card-email">${tenant.email}</p>`,
            )
          : ''
      }
      ${card(
        'Vendor',
        html`${vendor ? html`<div class="js-vendor-contact-card">${vendor.name}</div>` : ''}
          <p><a class="btn js-edit-work-order" href="${address(order)}/edit">Edit</a></p>`,
      )}
      ${card(
        `Actions Log (${order.log.length})`,
        html`<table class="js-actions-log">
          ${order.log.map(
            ({ date, by, action }) =>
              html`<tr>
                <td>${usDate(date)}</td>
                <td>${by}</td>
                <td>${action}</td>
              </tr>`,
          )}
        </table>`,
      )}
    </div>
  </div>`;
}

export const notePosted = ({ date, by, body }: WorkOrder['notes'][number]): Markup =>
  html`<div class="note">
    <small
      >Posted <span class="js-note-date">${usDate(date)}</span> by
      <span class="js-note-by">${by}</span></small
    >
    <span class="js-note-body">${body}</span>
  </div>`;

export const noteForm = (parent: string): Markup =>
  html`<form class="js-note-form">
    <input type="hidden" name="parent_id" value="${parent}" />
    <input type="hidden" name="parent_type" value="Maintenance::WorkOrderDecorator" />
    <textarea name="note[body]" rows="3" style="width:100%;margin:10px 0"></textarea>
    <div class="js-form-error" role="alert"></div>
    <button class="btn btn-primary" name="commit" value="Save" data-post="/notes" data-into="#notes-list">
      Save
    </button>
  </form>`;

/** The work order's own form; a link or a text goes to its vendor only where that is ticked, a vendor fact. */
export function editWorkOrderForm({ records }: World, order: WorkOrder, says: string): Markup {
  const field = (name: string) => `maintenance_work_order[${name}]`;
  const vendors = records.vendors.map(({ id, name }) => [`v_${id}`, name] as const);
  return card(
    `Work Order ${orderNumber(order)}`,
    html`<div class="js-form-error" role="alert">${says}</div>
      <form class="form js-edit-form" method="post" action="${address(order)}">
        <input type="hidden" name="authenticity_token" value="" />
        <input type="hidden" name="_method" value="patch" />
        <input type="hidden" name="work_order_id" value="${order.id}" />
        <div class="wide">
          <label for="party">Vendor</label>
          <select id="party" name="${field('party')}">
            ${options([['', 'None'], ...vendors], order.vendor === null ? '' : `v_${order.vendor}`)}
          </select>
        </div>
        <div class="wide">
          <label
            ><input type="checkbox" name="${field('send_vendor_wo_link')}" value="1" style="width:auto" />
            Email the vendor a link</label
          >
          <label
            ><input type="checkbox" name="${field('send_vendor_text')}" value="1" style="width:auto" /> Text
            the vendor a link</label
          >
        </div>
        <div class="wide"><button class="btn btn-primary" name="commit" value="Save">Save</button></div>
      </form>`,
  );
}

export function newWorkOrderForm({ records }: World, says: string, typed: URLSearchParams): Markup {
  const field = (name: string) => `maintenance_service_request${name}`;
  const area = (name: string, label: string) =>
    html`<div class="wide">
      <label>${label}</label>
      <textarea name="${field(name)}" rows="3">${typed.get(field(name)) ?? ''}</textarea>
    </div>`;
  return card(
    'Service Request',
    html`<div class="js-form-error" role="alert">${says}</div>
      <form class="form js-work-order-form" method="post" action="/maintenance/service_requests">
        <input type="hidden" name="authenticity_token" value="" />
        <div class="wide typeahead">
          <label class="required">Property, Unit or Tenant</label>
          <input class="js-location" autocomplete="off" data-suggest="/maintenance/locations.json" />
          <input type="hidden" name="${field('[property_id]')}" />
          <input type="hidden" name="${field('[unit_id]')}" />
          <input type="hidden" name="${field('[occupancy_id]')}" />
        </div>
        <div>
          <label>Request Type</label>
          <select name="${field('[request_type]')}">
            ${options([
              ['internal', 'Internal'],
              ['tenant_requested', 'Tenant Requested'],
            ])}
          </select>
        </div>
        <div>
          <label>Priority</label>
          <select name="${field('[priority]')}">
            ${options(
              priorities.map((one) => [one.toLowerCase(), one] as const),
              'normal',
            )}
          </select>
        </div>
        ${area('[description]', 'Description')}
        <div>
          <label>Permission to Enter</label>
          <select name="${field('[permission_to_enter]')}">
            ${options([
              ['not_applicable', 'Not applicable'],
              ['true', 'Yes'],
              ['false', 'No'],
            ])}
          </select>
        </div>
        <div>
          <label>Issue</label>
          <select name="${field('[maintenance_work_order][issue_descriptor_id]')}">
            ${options([['', 'Select…'], ...issues.map((one) => [one, one] as const)])}
          </select>
        </div>
        <div>
          <label>Vendor</label>
          <select name="${field('[maintenance_work_order][party]')}">
            ${options([['', 'None'], ...records.vendors.map(({ id, name }) => [`v_${id}`, name] as const)])}
          </select>
        </div>
        ${area('[special_instructions]', 'Special Instructions')}
        <div class="wide">
          <button class="btn btn-primary" name="commit" value="Save">Create Work Order</button>
        </div>
      </form>`,
  );
}
