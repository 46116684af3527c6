import { byId, orderNumber } from './data/records.ts';
import type { World } from './world.ts';

/** A hit of a search: a link, or the values of the hidden fields that choosing it fills. */
interface Hit {
  label: string;
  kind: string;
  href?: string;
  values?: string[];
}

const most = 8;

function matches(query: string, ...texts: string[]): boolean {
  const words = query.toLowerCase().split(/[\s,]+/);
  const text = texts.join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The box at the top of every page: at most eight hits, tenants first. */
export function searchEverything({ records }: World, query: string): Hit[] {
  const tenants = records.occupancies.filter(({ name }) => matches(query, name));
  const orders = records.workOrders.filter((order) => orderNumber(order).startsWith(query.trim()));
  return [
    ...tenants.map((tenant) => {
      const unit = byId(records.units, tenant.unit);
      const property = byId(records.properties, unit?.property ?? null);
      const kind = `Tenant, ${tenant.status}, ${property?.name} ${unit?.name}`;
      return { label: tenant.name, kind, href: `/occupancies/${tenant.id}/selected_tenant/${tenant.tenant}` };
    }),
    ...orders.map((order) => ({
      label: orderNumber(order),
      kind: 'Work Order',
      href: `/maintenance/service_requests/${order.serviceRequest}/work_orders/${order.id}`,
    })),
    ...records.properties
      .filter(({ name }) => matches(query, name))
      .map(({ id, name }) => ({ label: name, kind: 'Property', href: `/properties/${id}` })),
    ...records.vendors
      .filter(({ name }) => matches(query, name))
      .map(({ id, name }) => ({ label: name, kind: 'Vendor', href: `/vendors/${id}` })),
  ].slice(0, most);
}

/** Where a work order may be: a unit with its tenant, or a whole property. Ids have the kind before them, a vendor fact. */
export function locations({ records }: World, query: string): Hit[] {
  const units = records.units.flatMap((unit): Hit[] => {
    const property = byId(records.properties, unit.property)?.name ?? '';
    const tenant = records.occupancies.find((one) => one.unit === unit.id && one.status !== 'Past');
    if (!matches(query, property, unit.name, tenant?.name ?? '')) return [];
    const values = [
      tenant ? `t_${tenant.id}` : `p_${unit.property}`,
      String(unit.id),
      tenant ? String(tenant.id) : '',
    ];
    return [{ label: `${property}, ${unit.name}`, kind: tenant?.name ?? 'Vacant', values }];
  });
  const whole = records.properties
    .filter(({ name }) => matches(query, name))
    .map(({ id, name }): Hit => ({ label: name, kind: 'Property', values: [`p_${id}`, '', ''] }));
  return [...whole, ...units].slice(0, most);
}

export function payees({ records }: World, query: string): Hit[] {
  return records.vendors
    .filter(({ name }) => matches(query, name))
    .map(({ id, name, trade }): Hit => ({ label: name, kind: trade, values: [String(id)] }))
    .slice(0, most);
}

export function payers({ records }: World, query: string): Hit[] {
  return records.occupancies
    .filter(({ name, id }) => matches(query, name, String(id)))
    .map(({ id, name, unit }): Hit => {
      const home = byId(records.units, unit);
      const property = byId(records.properties, home?.property ?? null)?.name ?? '';
      return {
        label: `${name} (${property}, ${home?.name ?? ''})`,
        kind: `Occupancy ${id}`,
        values: [String(id)],
      };
    })
    .slice(0, most);
}
