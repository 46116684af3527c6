import { byId } from './records.ts';
import type { Records, WorkOrder } from './records.ts';

/** Who can be sent a text from a work order: its tenant and its vendor. "Name (Tenant)" is a vendor fact. */
export function recipientsOf({ occupancies, vendors }: Records, { occupancy, vendor }: WorkOrder) {
  const tenant = byId(occupancies, occupancy);
  const company = byId(vendors, vendor);
  return [
    ...(tenant ? [[`o_${tenant.id}`, `${tenant.name} (Tenant)`] as const] : []),
    ...(company ? [[`v_${company.id}`, `${company.name} (Vendor)`] as const] : []),
  ];
}
