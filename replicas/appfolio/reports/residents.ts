import { addDays, usDate } from '../../harbor/data/calendar.ts';
import { balanceOf, byId, tenantStatuses } from '../data/records.ts';
import type { LedgerLine, Occupancy, Property, Unit } from '../data/records.ts';
import type { ReportKind } from './sheet.ts';
import { money, tabulate, text } from './tabulate.ts';

interface Home {
  unit: Unit;
  property: Property | undefined;
  tenant: Occupancy | undefined;
  owes: number;
}

/** One row for each unit, vacant ones too. */
export const rentRoll: ReportKind = {
  slug: 'rent_roll',
  title: 'Rent Roll',
  filters: ['property', 'as_of'],
  build({ records }, { property, asOf }) {
    const homes = records.units
      .filter((unit) => property === null || unit.property === property)
      .map((unit): Home => {
        const tenant = records.occupancies.find(
          (one) => one.unit === unit.id && one.status !== 'Past' && one.moveIn <= asOf,
        );
        const owes = tenant ? Math.max(0, balanceOf(records.ledger, tenant.id, asOf)) : 0;
        return { unit, property: byId(records.properties, unit.property), tenant, owes };
      });
    return tabulate(homes, [
      text('Property', (home) => home.property?.name ?? ''),
      text('Unit', ({ unit }) => unit.name),
      text('BD/BA', ({ unit }) => unit.bedsAndBaths),
      text('Tenant', ({ tenant }) => tenant?.name ?? ''),
      text('Status', ({ tenant }) => tenant?.status ?? 'Vacant-Unrented'),
      text('Sqft', ({ unit }) => unit.sqft.toLocaleString('en-US')),
      money('Market Rent', ({ unit }) => unit.marketRent),
      money('Rent', ({ tenant }) => tenant?.rent ?? 0),
      money('Deposit', ({ tenant }) => tenant?.deposit ?? 0),
      text('Lease From', ({ tenant }) => usDate(tenant?.leaseFrom ?? null)),
      text('Lease To', ({ tenant }) => usDate(tenant?.leaseTo ?? null)),
      money('Past Due', ({ owes }) => owes),
      text('Occupancy ID', ({ tenant }) => String(tenant?.id ?? '')),
    ]);
  },
};

interface Debt {
  tenant: Occupancy;
  unit: Unit | undefined;
  property: Property | undefined;
  total: number;
  /** By age in days: 0-30, 30-60, 60-90, 90+. */
  ages: number[];
}

/** What tenants owe, by age; whoever owes nothing is not in it. */
export const delinquency: ReportKind = {
  slug: 'delinquency',
  title: 'Delinquency',
  filters: ['property', 'as_of', 'tenant_statuses'],
  build({ records }, { property, asOf, statuses }) {
    const debts = records.occupancies
      .map((tenant): Debt => {
        const unit = byId(records.units, tenant.unit);
        const lines = records.ledger.filter((line) => line.occupancy === tenant.id && line.date <= asOf);
        const total = balanceOf(lines, tenant.id);
        const home = byId(records.properties, unit?.property ?? null);
        return { tenant, unit, property: home, total, ages: aged(lines, total, asOf) };
      })
      .filter(({ unit, tenant, total }) => {
        const isMeant = property === null || unit?.property === property;
        const status = String(tenantStatuses.indexOf(tenant.status));
        return isMeant && total > 0 && (statuses.length === 0 || statuses.includes(status));
      });
    return tabulate(debts, [
      text('Property', (debt) => debt.property?.name ?? ''),
      text('Unit', ({ unit }) => unit?.name ?? ''),
      text('Name', ({ tenant }) => tenant.name),
      text('Tenant Status', ({ tenant }) => tenant.status),
      text('Phone Numbers', ({ tenant }) => tenant.phone),
      money('Amount Receivable', ({ total }) => total),
      ...['0-30', '30-60', '60-90', '90+'].map((heading, at) =>
        money(heading, ({ ages }: Debt) => ages[at] ?? 0),
      ),
      text('Occupancy ID', ({ tenant }) => String(tenant.id)),
    ]);
  },
};

/** What is owed counts as the youngest charges. */
function aged(lines: readonly LedgerLine[], total: number, asOf: string): number[] {
  const ages = [0, 0, 0, 0];
  let left = Math.max(0, total);
  for (const { date, debit } of lines.filter((line) => line.debit > 0).toReversed()) {
    const open = Math.min(left, debit);
    const at = [30, 60, 90].findIndex((days) => date > addDays(asOf, -days));
    const slot = at === -1 ? 3 : at;
    ages[slot] = (ages[slot] ?? 0) + open;
    left -= open;
  }
  return ages;
}
