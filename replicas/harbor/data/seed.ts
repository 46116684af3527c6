import { keepLedger } from './ledger.ts';
import { accounts, postedBatches, vendors } from './payables.ts';
import { buildUnits, buildings, houseTenants } from './portfolio.ts';
import { Random } from '../../random.ts';
import type { Records } from './records.ts';
import { openWorkOrders } from './work-orders.ts';

/** The portfolio of a seed, seen on a day: 6 buildings, 120 units, 110 tenants, 138 work orders. */
export function seedRecords(seed: number, today: string): Records {
  const random = new Random(seed);
  const units = buildUnits(random);
  const tenants = houseTenants(units, today, random);
  const ledger = keepLedger(tenants, today, random);
  const workOrders = openWorkOrders(units, tenants, today, random);
  return {
    buildings: [...buildings],
    units,
    tenants,
    ledger,
    workOrders,
    vendors: [...vendors],
    accounts: [...accounts],
    billBatches: postedBatches(),
  };
}
