import type { HarborInspection } from '../../replicas/harbor/index.ts';

/** What the flows should answer, worked out from Harbor's records and not from its screens. */

type Records = HarborInspection['records'];
type Filter = { status?: string; building?: string };

const money = (cents: number) => (cents / 100).toFixed(2);

export function expectedWorkOrders({ workOrders }: Records, { status, building }: Filter) {
  return workOrders
    .filter(
      (order) => (status ?? order.status) === order.status && (building ?? order.building) === order.building,
    )
    .map((order) => ({
      number: order.number,
      status: order.status,
      priority: order.priority,
      category: order.category,
      building: order.building,
      unit: order.unit,
      description: order.description,
      opened: order.opened,
      due: order.due,
      completed: order.completed,
      assignee: order.assignee,
    }));
}

/** For a tenant who lives there and has not given notice. */
export function expectedLedger({ tenants, ledger }: Records, number: string) {
  const tenant = tenants.find((one) => one.number === number);
  let cents = 0;
  const lines = ledger
    .filter((line) => line.tenant === number)
    .map(({ date, code, description, charge, payment }) => {
      cents += charge - payment;
      return {
        date,
        code,
        description,
        charge: money(charge),
        payment: money(payment),
        balance: money(cents),
      };
    });
  const { name, building, unit } = tenant ?? {};
  return {
    tenant: { number, name, status: 'Current', building, unit },
    currency: 'USD',
    balance: money(cents),
    lines,
  };
}

export function expectedRentRoll({ units, tenants, ledger }: Records, day: string, building?: string) {
  return units
    .filter((unit) => (building ?? unit.building) === unit.building)
    .map((unit) => {
      const tenant = tenants.find(
        (one) =>
          one.building === unit.building &&
          one.unit === unit.unit &&
          one.moveIn <= day &&
          (one.moveOut === null || one.moveOut > day),
      );
      const owed = ledger
        .filter((line) => line.tenant === tenant?.number && line.date <= day)
        .reduce((sum, { charge, payment }) => sum + charge - payment, 0);
      return {
        building: unit.building,
        unit: unit.unit,
        type: unit.type,
        sq_ft: unit.sqFt,
        status: tenant ? (tenant.moveOut === null ? 'Current' : 'Notice') : 'Vacant',
        tenant: tenant?.number ?? null,
        tenant_name: tenant?.name ?? null,
        market_rent: money(unit.marketRent),
        rent: money(tenant?.rent ?? 0),
        deposit: money(tenant?.deposit ?? 0),
        balance: money(owed),
        lease_from: tenant?.leaseFrom ?? null,
        lease_to: tenant?.leaseTo ?? null,
      };
    });
}
