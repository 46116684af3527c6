import { html } from 'hono/html';
import { usDate } from '../../harbor/data/calendar.ts';
import { balanceOf, byId } from '../data/records.ts';
import type { Occupancy } from '../data/records.ts';
import { card, fact } from '../web/layout.ts';
import { dollars } from '../web/markup.ts';
import type { Markup } from '../web/markup.ts';
import type { World } from '../world.ts';

export function dashboard({ records }: World): Markup {
  const tile = (count: number, label: string) =>
    html`<section class="card"><b>${count}</b>${label}</section>`;
  const open = records.workOrders.filter(({ status }) => !/Completed|Canceled|Done/.test(status));
  return html`<div class="tiles js-dashboard">
      ${tile(records.units.length, 'Units')} ${tile(records.occupancies.length, 'Tenants')}
      ${tile(open.length, 'Open work orders')} ${tile(records.bills.length, 'Bills')}
    </div>
    ${card('Tasks', html`<p>You are all caught up.</p>`)}`;
}

export function tenantPage({ records }: World, tenant: Occupancy): Markup {
  const unit = byId(records.units, tenant.unit);
  const property = byId(records.properties, unit?.property ?? null);
  return card(
    'Occupancy',
    html`<dl class="facts">
        ${fact('Status', tenant.status, 'js-tenant-status')}
        ${fact('Property', property?.name ?? '', 'js-property-name')}
        ${fact('Unit', unit?.name ?? '', 'js-unit-name')} ${fact('Phone', tenant.phone)}
        ${fact('Email', tenant.email)}
        ${fact('Lease', `${usDate(tenant.leaseFrom)} - ${usDate(tenant.leaseTo)}`)}
      </dl>
      <p>
        <a class="btn js-ledger" href="/occupancies/${tenant.id}/selected_tenant/${tenant.tenant}/ledger"
          >Ledger</a
        >
      </p>`,
  );
}

/** Oldest first, with the running balance. */
export function ledgerPage({ records, switches }: World, tenant: Occupancy): Markup {
  const lines = records.ledger
    .filter(({ occupancy }) => occupancy === tenant.id)
    .toSorted((a, b) => a.date.localeCompare(b.date));
  let balance = 0;
  const drawn = lines.map(({ date, payer, description, debit, credit, receipt }) => {
    balance += debit - credit;
    const label = receipt
      ? html`<a href="/accounting/tenant_receipts/${receipt}">${description}</a>`
      : description;
    return html`<tr>
      <td>${usDate(date)}</td>
      <td>${payer}</td>
      <td>${label}</td>
      <td class="amount">${debit ? dollars(debit) : ''}</td>
      <td class="amount">${credit ? dollars(credit) : ''}</td>
      <td class="amount">${dollars(balance)}</td>
    </tr>`;
  });
  const shown = balanceOf(records.ledger, tenant.id) + (switches.brokenTotals ? 100_00 : 0);
  const unit = byId(records.units, tenant.unit);
  return card(
    tenant.name,
    html`<dl class="facts" style="margin-bottom:14px">
        ${fact('Property', byId(records.properties, unit?.property ?? null)?.name ?? '', 'js-property-name')}
        ${fact('Unit', unit?.name ?? '', 'js-unit-name')} ${fact('Status', tenant.status, 'js-tenant-status')}
        ${fact('Occupancy ID', String(tenant.id), 'js-occupancy-id')}
        ${fact('Balance', `$${dollars(shown)}`, 'js-ledger-balance')}
      </dl>
      <table class="js-tenant-ledger">
        <thead>
          <tr>
            <th>Date</th>
            <th>Payer</th>
            <th>${switches.renameHeading ? 'Details' : 'Description'}</th>
            <th class="amount">Debit</th>
            <th class="amount">Credit</th>
            <th class="amount">Balance</th>
          </tr>
        </thead>
        <tbody>
          ${switches.truncateRows ? drawn.slice(0, -1) : drawn}
        </tbody>
      </table>`,
    'js-tenant-name',
  );
}
