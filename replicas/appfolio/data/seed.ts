import { Random } from '../../random.ts';
import { accounts, cashAccounts, enteredBills, openWorkOrders, vendors } from './maintenance.ts';
import { receivedInquiries } from './leasing.ts';
import { buildUnits, houseTenants, keepLedger, properties } from './portfolio.ts';
import type { Records } from './records.ts';

/** The portfolio of a seed, seen on a day: 5 properties, 64 units, 84 work orders, 14 bills, 46 guest cards. */
export function seedRecords(seed: number, today: string): Records {
  const random = new Random(seed);
  const units = buildUnits(random);
  const occupancies = houseTenants(units, today, random);
  return {
    properties: [...properties],
    units,
    occupancies,
    ledger: keepLedger(occupancies, today, random),
    workOrders: openWorkOrders(units, occupancies, today, random),
    vendors: [...vendors],
    accounts: [...accounts],
    cashAccounts: [...cashAccounts],
    bills: enteredBills(units, today, random),
    receipts: [],
    guestCards: receivedInquiries(units, today, random),
    texts: [],
  };
}
