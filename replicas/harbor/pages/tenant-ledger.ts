import { html, raw } from 'hono/html';
import { usDate } from '../data/calendar.ts';
import { occupancy } from '../data/records.ts';
import { drawGrid, firstPage } from '../web/grid.ts';
import type { WebForm } from '../web/web-form.ts';
import { dollars, dollarsOrBlank } from './money.ts';

interface State {
  code: string;
}

const openLookup = raw(`<script type="text/javascript">
function openLookup() {
    window.open('TenantLookup.aspx?ctl=TenantLookup', 'lookup', 'width=640,height=560,scrollbars=yes,resizable=yes');
}
</script>`);

/** One tenant's charges and payments. The tenant is chosen in a window of its own, or typed by number. */
export const tenantLedgerPage: WebForm<State> = {
  path: 'TenantLedger.aspx',
  title: 'Tenant Ledger',

  fresh: ({ query }) => ({ code: query('tenant') }),

  on(state, { target, field }) {
    return target === 'TenantLookup'
      ? { code: field('TenantLookup_LookupCode').trim().toUpperCase() }
      : state;
  },

  draw({ code }, draft, { world }) {
    const { records, switches, today } = world;
    const tenant = records.tenants.find(({ number }) => number === code);
    draft.postback('TenantLookup');
    const chooser = html`${openLookup}
      <div class="toolbar">
        ${draft.tool('lnkRefresh', 'refresh', 'Refresh')}
        <a class="tool print" href="javascript:window.print()">Print</a>
      </div>
      <table class="filter">
        <tr>
          <th>Tenant</th>
          <td>
            <input
              type="text"
              size="10"
              name="TenantLookup_LookupCode"
              id="TenantLookup_LookupCode"
              value="${code}"
              onchange="setTimeout('__doPostBack(\\'TenantLookup\\',\\'\\')', 0)"
            />
            <a class="lookup" id="TenantLookup_Button" href="javascript:openLookup()" title="Look up a tenant"
              >...</a
            >
            <span id="TenantLookup_Description">${tenant?.name ?? ''}</span>
          </td>
        </tr>
      </table>`;
    if (!tenant) {
      const message = code ? `Tenant ${code} is not on file.` : 'Choose a tenant.';
      return html`${chooser}
        <div class="message" id="lblMessage">${message}</div>`;
    }

    let balance = 0;
    const rows = records.ledger
      .filter((line) => line.tenant === tenant.number)
      .map((line) => ({ ...line, balance: (balance += line.charge - line.payment) }));
    const displayed = balance + (switches.brokenTotals ? 1_000 : 0);
    return html`${chooser}
      <table class="detail header">
        <tr>
          <th>Tenant</th>
          <td><span id="lblTenant">${tenant.number}</span> <span id="lblName">${tenant.name}</span></td>
          <th>Status</th>
          <td id="lblStatus">${occupancy(tenant, today)}</td>
          <th>Lease</th>
          <td>${usDate(tenant.leaseFrom)} - ${usDate(tenant.leaseTo)}</td>
        </tr>
        <tr>
          <th>Property</th>
          <td id="lblProperty">${tenant.building}</td>
          <th>Unit</th>
          <td id="lblUnit">${tenant.unit}</td>
          <th>Phone</th>
          <td>${tenant.phone}</td>
        </tr>
      </table>
      ${drawGrid(draft, switches, {
        id: 'grdLedger',
        columns: [
          { heading: 'Date', value: (line) => usDate(line.date) },
          { heading: 'Code', value: (line) => line.code },
          { heading: 'Description', value: (line) => line.description },
          { heading: 'Charge', numeric: true, value: (line) => dollarsOrBlank(line.charge) },
          { heading: 'Payment', numeric: true, value: (line) => dollarsOrBlank(line.payment) },
          { heading: 'Balance', numeric: true, value: (line) => dollars(line.balance) },
        ],
        rows,
        state: firstPage,
        pageSize: 500,
        sortable: false,
        totals: ['', '', 'Balance Due', '', '', dollars(displayed)],
      })}
      <div class="remark">
        All amounts in <span id="lblCurrency">USD</span>. Amounts in parentheses are credits.
      </div>`;
  },
};
