import { html } from 'hono/html';
import { usDate } from '../data/calendar.ts';
import { balanceOf, occupancy } from '../data/records.ts';
import type { Building, Tenant, Unit } from '../data/records.ts';
import { drawGrid, firstPage, gridEvent } from '../web/grid.ts';
import type { Column, GridState } from '../web/grid.ts';
import type { Visit, WebForm } from '../web/web-form.ts';
import { criteria, offered, propertyOptions } from './filters.ts';
import { dollars } from './money.ts';

interface State extends GridState {
  property: string;
}

interface Directory<Row> {
  path: string;
  title: string;
  grid: string;
  rows(visit: Visit): Row[];
  columns(visit: Visit): Column<Row>[];
}

/** A list with nothing but a filter by property: properties, units, tenants. */
function directory<Row extends { building: string }>(list: Directory<Row>): WebForm<State> {
  return {
    path: list.path,
    title: list.title,
    fresh: () => ({ ...firstPage, property: '' }),
    on(state, { target, argument, field }, { world }) {
      if (target === list.grid) return gridEvent(state, argument);
      if (target !== 'ddlProperty') return state;
      return {
        ...firstPage,
        property: offered(propertyOptions(world.records.buildings), field('ddlProperty')),
      };
    },
    draw(state, draft, visit) {
      const { switches, records } = visit.world;
      const properties = propertyOptions(records.buildings);
      const label = properties.find(({ value }) => value === state.property)?.label ?? '';
      const rows = list.rows(visit).filter((row) => state.property === '' || row.building === state.property);
      return html`<div class="toolbar">
          ${draft.tool('lnkRefresh', 'refresh', 'Refresh')}
          <a class="tool print" href="javascript:window.print()">Print</a>
        </div>
        <table class="filter">
          <tr>
            <th>Property</th>
            <td>${draft.select('ddlProperty', properties, state.property, true)}</td>
          </tr>
        </table>
        ${criteria(`Property = ${label}`)}
        ${drawGrid(draft, switches, { id: list.grid, columns: list.columns(visit), rows, state })}`;
    },
  };
}

export const propertiesPage = directory<Building & { building: string }>({
  path: 'Properties.aspx',
  title: 'Properties',
  grid: 'grdProperties',
  rows: ({ world }) => world.records.buildings.map((building) => ({ ...building, building: building.code })),
  columns: ({ world }) => [
    { heading: 'Code', value: (row) => row.code },
    { heading: 'Property', value: (row) => row.name },
    { heading: 'Address', value: (row) => row.address },
    { heading: 'City', value: (row) => row.city },
    { heading: 'Manager', value: (row) => row.manager },
    {
      heading: 'Units',
      numeric: true,
      value: (row) => world.records.units.filter((unit) => unit.building === row.code).length,
    },
  ],
});

export const unitsPage = directory<Unit>({
  path: 'Units.aspx',
  title: 'Units',
  grid: 'grdUnits',
  rows: ({ world }) => world.records.units,
  columns: () => [
    { heading: 'Property', value: (unit) => unit.building },
    { heading: 'Unit', value: (unit) => unit.unit },
    { heading: 'Unit Type', value: (unit) => unit.type },
    { heading: 'Sq Ft', numeric: true, value: (unit) => unit.sqFt },
    {
      heading: 'Market Rent',
      numeric: true,
      value: (unit) => unit.marketRent,
      show: (unit) => dollars(unit.marketRent),
    },
  ],
});

export const tenantsPage = directory<Tenant>({
  path: 'Tenants.aspx',
  title: 'Tenants',
  grid: 'grdTenants',
  rows: ({ world }) => world.records.tenants,
  columns: ({ world }) => {
    const balance = (tenant: Tenant) => balanceOf(world.records.ledger, tenant.number);
    return [
      {
        heading: 'Tenant',
        value: (tenant) => tenant.number,
        show: (tenant) => html`<a href="TenantLedger.aspx?tenant=${tenant.number}">${tenant.number}</a>`,
      },
      { heading: 'Name', value: (tenant) => tenant.name },
      { heading: 'Property', value: (tenant) => tenant.building },
      { heading: 'Unit', value: (tenant) => tenant.unit },
      { heading: 'Status', value: (tenant) => occupancy(tenant, world.today) },
      { heading: 'Phone', value: (tenant) => tenant.phone },
      { heading: 'Move In', value: (tenant) => tenant.moveIn, show: (tenant) => usDate(tenant.moveIn) },
      { heading: 'Lease To', value: (tenant) => tenant.leaseTo, show: (tenant) => usDate(tenant.leaseTo) },
      { heading: 'Balance', numeric: true, value: balance, show: (tenant) => dollars(balance(tenant)) },
    ];
  },
});
