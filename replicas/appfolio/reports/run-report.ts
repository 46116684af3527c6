import { firstOfMonth, parseUsDate, usDate } from '../../harbor/data/calendar.ts';
import { byId, tenantStatuses } from '../data/records.ts';
import type { World } from '../world.ts';
import { workOrders, vendorLedger } from './operations.ts';
import { guestCards, ownerStatement } from './owners.ts';
import { delinquency, rentRoll } from './residents.ts';
import { spoil } from './sheet.ts';
import type { Asked, ReportKind, Sheet } from './sheet.ts';

export const reportKinds: readonly ReportKind[] = [
  rentRoll,
  delinquency,
  workOrders,
  vendorLedger,
  guestCards,
  ownerStatement,
];

/** What the query of a report's page asks for; a date that is none falls back to today's. */
function askedOf({ today }: World, query: URLSearchParams): Asked {
  const number = (name: string) => Number(query.get(name) ?? '') || null;
  return {
    property: number('property'),
    asOf: parseUsDate(query.get('as_of') ?? '') ?? today,
    from: parseUsDate(query.get('from') ?? '') ?? firstOfMonth(today, -1),
    to: parseUsDate(query.get('to') ?? '') ?? today,
    statuses: query.getAll('statuses[]').filter((status) => status !== ''),
    vendor: number('vendor'),
  };
}

/** The report, and what stands above it. */
export function runReport(world: World, kind: ReportKind, search: string): Sheet {
  const { switches } = world;
  const query = switches.forgetFilter ? new URLSearchParams() : new URLSearchParams(search);
  const asked = askedOf(world, query);
  const sheet = kind.build(world, switches.ignoreFilter ? { ...asked, property: null, vendor: null } : asked);
  return spoil({ ...sheet, criteria: criteriaOf(world, kind, asked) }, world);
}

function criteriaOf({ records }: World, { filters }: ReportKind, asked: Asked): Sheet['criteria'] {
  const statuses = (name: (status: string) => string) =>
    asked.statuses.length === 0 ? 'All' : asked.statuses.map(name).join(', ');
  return filters.map((filter) => {
    switch (filter) {
      case 'property':
        return ['Properties', byId(records.properties, asked.property)?.name ?? 'All'];
      case 'as_of':
        return ['As of', usDate(asked.asOf)];
      case 'tenant_statuses':
        return ['Tenant Status', statuses((at) => tenantStatuses[Number(at)] ?? '')];
      case 'work_order_statuses':
        return ['Status', statuses((status) => status)];
      case 'dates':
        return ['Period', `${usDate(asked.from)} to ${usDate(asked.to)}`];
      case 'vendor':
        return ['Vendor', byId(records.vendors, asked.vendor)?.name ?? 'All'];
    }
  });
}
