import { cashOf } from '../../replicas/appfolio/data/cash.ts';
import { orderNumber } from '../../replicas/appfolio/data/records.ts';
import type { WorkOrder } from '../../replicas/appfolio/data/records.ts';
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

/** What stands on an order's own page, but for its notes and its log. */
export function shownOrder({ records }: Pick<AppfolioInspection, 'records'>, order: WorkOrder) {
  const tenant = records.occupancies.find(({ id }) => id === order.occupancy);
  const start = order.scheduledStart && /^(\d+)-(\d+)-(\d+) (.*)$/.exec(order.scheduledStart);
  return {
    number: orderNumber(order),
    status: order.status,
    priority: order.priority,
    description: order.description,
    property: records.properties.find(({ id }) => id === order.property)!.name,
    unit: records.units.find(({ id }) => id === order.unit)?.name ?? null,
    tenant: tenant?.name ?? null,
    tenant_phone: tenant?.phone ?? null,
    vendor: records.vendors.find(({ id }) => id === order.vendor)?.name ?? null,
    assignees: order.assignees.join(', ') || null,
    permission_to_enter: { true: 'Yes', false: 'No', not_applicable: 'Not applicable' }[
      order.permissionToEnter
    ],
    instructions: order.instructions || null,
    scheduled: start ? `${start[2]}/${start[3]}/${start[1]} ${start[4]}` : null,
    created: order.createdOn,
  };
}

export function expectedDelinquency({ records }: AppfolioInspection, day: string, only?: string) {
  return records.occupancies
    .map((tenant) => {
      const unit = records.units.find(({ id }) => id === tenant.unit)!;
      const lines = records.ledger.filter(({ occupancy, date }) => occupancy === tenant.id && date <= day);
      const owed = lines.reduce((sum, { debit, credit }) => sum + debit - credit, 0);
      const ages = [0, 0, 0, 0];
      let left = owed;
      for (const { date, debit } of lines.filter((line) => line.debit > 0).toReversed()) {
        const age = (Date.parse(day) - Date.parse(date)) / 86_400_000;
        const open = Math.max(0, Math.min(left, debit));
        ages[age < 30 ? 0 : age < 60 ? 1 : age < 90 ? 2 : 3]! += open;
        left -= open;
      }
      const [days_0_30, days_30_60, days_60_90, days_90_plus] = ages.map(money);
      return {
        property: records.properties.find(({ id }) => id === unit.property)!.name,
        unit: unit.name,
        tenant: tenant.name,
        status: tenant.status,
        owed: money(owed),
        days_0_30,
        days_30_60,
        days_60_90,
        days_90_plus,
        occupancy_id: String(tenant.id),
      };
    })
    .filter(({ property, owed }) => Number(owed) > 0 && (only === undefined || property === only));
}

export function expectedGuestCards({ records }: AppfolioInspection, from: string, to: string) {
  return records.guestCards
    .filter(({ receivedOn }) => receivedOn >= from && receivedOn <= to)
    .toSorted((a, b) => a.receivedOn.localeCompare(b.receivedOn) || a.inquiry - b.inquiry)
    .map((card) => ({
      name: card.name,
      status: card.status,
      property: records.properties.find(({ id }) => id === card.property)!.name,
      unit: records.units.find(({ id }) => id === card.unit)?.name ?? null,
      received: card.receivedOn,
      source: card.source,
      email: card.email,
      phone: card.phone,
      move_in: card.moveIn,
      max_rent: card.maxRent === null ? null : money(card.maxRent),
      assigned_to: card.agent || null,
      guest_card_id: String(card.id),
      inquiry_id: String(card.inquiry),
    }));
}

export function expectedStatement(
  { records }: AppfolioInspection,
  property: string,
  from: string,
  to: string,
) {
  const cash = cashOf(records, records.properties.find(({ name }) => name === property)!.id);
  const before = cash.filter(({ date }) => date < from);
  let balance = before.reduce((sum, { amount }) => sum + amount, 0);
  const beginning = money(balance);
  const lines = cash
    .filter(({ date }) => date >= from && date <= to)
    .map(({ date, who, type, reference, description, amount }) => ({
      date,
      who,
      type,
      reference: reference || null,
      description,
      increase: money(Math.max(0, amount)),
      decrease: money(Math.max(0, -amount)),
      balance: money((balance += amount)),
    }));
  return { beginning_balance: beginning, ending_balance: money(balance), lines };
}
