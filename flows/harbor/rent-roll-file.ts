import { z } from 'zod';
import {
  amount,
  assertLegible,
  byAll,
  byCount,
  byFooting,
  decimal,
  isoDateOrNull,
  LayoutChanged,
  readCsv,
} from 'sidedoor-mcp';
import type { Completeness, DownloadedFile } from 'sidedoor-mcp';
import { code, oneOf, textOrNull } from './pages/reading.ts';

const statuses = ['Current', 'Notice', 'Vacant'] as const;

export const rentRollUnit = () =>
  z.object({
    building: z.string().describe('Code'),
    unit: z.string(),
    type: z.string(),
    sq_ft: z.int(),
    status: z.enum(statuses),
    tenant: z.string().nullable().describe('Tenant number'),
    tenant_name: z.string().nullable().describe('Last, first'),
    market_rent: decimal(),
    rent: decimal().describe('Monthly'),
    deposit: decimal(),
    balance: decimal().describe('Owed on that day'),
    lease_from: z.iso.date().nullable(),
    lease_to: z.iso.date().nullable(),
  });

type RentRollUnit = z.output<ReturnType<typeof rentRollUnit>>;

export interface RentRoll {
  currency: string;
  units: RentRollUnit[];
  whole: Completeness;
}

const columns = {
  building: 'Property',
  unit: 'Unit',
  type: 'Unit Type',
  sq_ft: 'Sq Ft',
  tenant: 'Resident',
  tenant_name: 'Name',
  status: 'Status',
  market_rent: 'Market Rent',
  rent: 'Actual Rent',
  deposit: 'Deposit',
  lease_from: 'Lease From',
  lease_to: 'Lease To',
  balance: 'Balance',
};

/**
 * Reads the rent roll's file. It says itself what it is about, so that another report is never taken for it.
 *
 * @throws LayoutChanged
 */
export function readRentRoll({ bytes }: DownloadedFile, criteria: string): RentRoll {
  const { above, rows, below } = readCsv(bytes, { name: 'the rent roll', columns });
  const [title = '', asOf = '', property = '', currency = ''] = above.map(([first = '']) => first);
  if (title !== 'Rent Roll' || `${asOf}; ${property}` !== criteria) {
    throw new LayoutChanged(
      `The file is "${title}; ${asOf}; ${property}", not the rent roll with "${criteria}".`,
    );
  }
  const lines = rows.slice(0, -1);
  const total = rows.at(-1);
  const stated = /^(\d+) records?$/.exec(below[0]?.[0] ?? '')?.[1];
  if (total?.building !== 'Total' || stated === undefined) {
    throw new LayoutChanged('The rent roll does not end with its totals and its number of records.');
  }
  const units = lines.map(toUnit);
  const only = /^Property = (\S+) - /.exec(property)?.[1];
  if (only !== undefined && units.some(({ building }) => building !== only)) {
    throw new LayoutChanged(`The rent roll of ${only} has units of other buildings in it.`);
  }
  const foots = (['rent', 'balance'] as const).map((column) =>
    byFooting(
      units.map((unit) => unit[column]),
      total[column],
    ),
  );
  return {
    currency: code(/^Currency = [A-Z]{3}$/, currency, 'currency').slice(-3),
    units,
    whole: byAll(byCount(units.length, Number(stated)), ...foots),
  };
}

function toUnit(cells: Record<keyof typeof columns, string>): RentRollUnit {
  assertLegible(Object.values(cells));
  const vacant = cells.tenant === 'VACANT';
  return {
    building: cells.building,
    unit: cells.unit,
    type: cells.type,
    sq_ft: Number(code(/^\d+$/, cells.sq_ft, 'number of square feet')),
    status: oneOf(statuses, cells.status, 'status'),
    tenant: vacant ? null : code(/^T-\d+$/, cells.tenant, 'tenant number'),
    tenant_name: vacant ? null : textOrNull(cells.tenant_name),
    market_rent: amount(cells.market_rent),
    rent: amount(cells.rent),
    deposit: amount(cells.deposit),
    balance: amount(cells.balance),
    lease_from: isoDateOrNull(cells.lease_from, 'mdy'),
    lease_to: isoDateOrNull(cells.lease_to, 'mdy'),
  };
}
