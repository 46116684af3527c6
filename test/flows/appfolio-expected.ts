import { expect } from 'vitest';
import { orderNumber } from '../../replicas/appfolio/data/records.ts';
import type { AppfolioInspection } from '../../replicas/appfolio/index.ts';

export const money = (cents: number): string => (cents / 100).toFixed(2);

/** What the flows must answer, from the replica's records and without its pages. */
export function expectedRentRoll({ records }: AppfolioInspection, only?: string) {
  return records.units
    .map((unit) => {
      const property = records.properties.find(({ id }) => id === unit.property)!.name;
      const tenant = records.occupancies.find((one) => one.unit === unit.id && one.status !== 'Past');
      const lines = records.ledger.filter(({ occupancy }) => occupancy === tenant?.id);
      const owed = lines.reduce((sum, { debit, credit }) => sum + debit - credit, 0);
      return {
        property,
        unit: unit.name,
        tenant: tenant?.name ?? null,
        status: tenant?.status ?? 'Vacant-Unrented',
        market_rent: money(unit.marketRent),
        rent: money(tenant?.rent ?? 0),
        deposit: money(tenant?.deposit ?? 0),
        lease_from: tenant?.leaseFrom ?? null,
        lease_to: tenant?.leaseTo ?? null,
        past_due: money(Math.max(0, owed)),
        occupancy_id: tenant ? String(tenant.id) : null,
      };
    })
    .filter(({ property }) => only === undefined || property === only);
}

export function expectedLedger({ records }: AppfolioInspection, id: number) {
  const tenant = records.occupancies.find((one) => one.id === id)!;
  const unit = records.units.find((one) => one.id === tenant.unit)!;
  const lines = records.ledger
    .filter(({ occupancy }) => occupancy === id)
    .toSorted((a, b) => a.date.localeCompare(b.date));
  let balance = 0;
  const read = lines.map(({ date, payer, description, debit, credit }) => {
    balance += debit - credit;
    return { date, payer, description, debit: money(debit), credit: money(credit), balance: money(balance) };
  });
  return {
    tenant: {
      occupancy_id: String(id),
      name: tenant.name,
      property: records.properties.find((one) => one.id === unit.property)!.name,
      unit: unit.name,
      status: tenant.status,
    },
    balance: money(balance),
    lines: read,
    complete: { proven: true, because: expect.any(String) as string },
  };
}

export function expectedOrders({ records }: AppfolioInspection) {
  return records.workOrders.map((order) => ({
    number: orderNumber(order),
    status: order.status,
    priority: order.priority,
    property: records.properties.find(({ id }) => id === order.property)!.name,
    unit: records.units.find(({ id }) => id === order.unit)?.name ?? null,
    description: order.description,
    vendor: records.vendors.find(({ id }) => id === order.vendor)?.name ?? null,
    assignees: order.assignees,
    created: order.createdOn,
    scheduled: order.scheduledStart?.slice(0, 10) ?? null,
    completed: order.completedOn,
  }));
}
