import { html, raw } from 'hono/html';
import { occupancy } from '../data/records.ts';
import type { Tenant } from '../data/records.ts';
import { drawGrid, firstPage, gridEvent } from '../web/grid.ts';
import type { GridState } from '../web/grid.ts';
import type { WebForm } from '../web/web-form.ts';
import { criteria } from './filters.ts';

interface State extends GridState {
  find: string;
  control: string;
}

/** Writes the choice into the window that opened this one and posts that back, as lookups of the time do. */
const choose = (control: string) =>
  raw(`<script type="text/javascript">
function choose(link) {
    var page = window.opener;
    page.document.getElementById('${control}_LookupCode').value = link.getAttribute('code');
    page.document.getElementById('${control}_Description').innerText = link.getAttribute('desc');
    page.__doPostBack('${control}', '');
    window.close();
    return false;
}
</script>`);

/** The window in which a tenant is chosen: finds what stands anywhere in number or name. */
export const tenantLookupPage: WebForm<State> = {
  path: 'TenantLookup.aspx',
  title: 'Tenant Lookup',

  fresh: ({ query }) => ({
    ...firstPage,
    find: '',
    control: /^\w+$/.test(query('ctl')) ? query('ctl') : 'TenantLookup',
  }),

  on(state, { target, argument, field }) {
    if (target === 'grdLookup') return gridEvent(state, argument);
    return target === 'btnFind' ? { ...state, ...firstPage, find: field('txtFind').trim() } : state;
  },

  draw(state, draft, { world }) {
    const wanted = state.find.toLowerCase();
    const rows = world.records.tenants.filter(
      ({ number, name }) => number.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted),
    );
    return html`${choose(state.control)}
      <table class="filter">
        <tr>
          <th>Number or name contains</th>
          <td><input type="text" size="28" name="txtFind" id="txtFind" value="${state.find}" /></td>
          <td>${draft.button('btnFind', 'Find')}</td>
          <td><input type="button" class="btn" value="Cancel" onclick="window.close()" /></td>
        </tr>
      </table>
      ${criteria(`Contains = ${state.find || '(Any)'}`)}
      ${drawGrid<Tenant>(draft, world.switches, {
        id: 'grdLookup',
        columns: [
          {
            heading: 'Tenant',
            value: (tenant) => tenant.number,
            show: ({ number, name }) =>
              html`<a href="#" onclick="return choose(this)" code="${number}" desc="${name}">${number}</a>`,
          },
          { heading: 'Name', value: (tenant) => tenant.name },
          { heading: 'Property', value: (tenant) => tenant.building },
          { heading: 'Unit', value: (tenant) => tenant.unit },
          { heading: 'Status', value: (tenant) => occupancy(tenant, world.today) },
        ],
        rows,
        state,
      })}`;
  },
};
