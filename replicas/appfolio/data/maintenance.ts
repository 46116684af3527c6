import { addDays } from '../../harbor/data/calendar.ts';
import type { Random } from '../../random.ts';
import { priorities, workOrderStatuses } from './records.ts';
import type { Bill, GlAccount, Occupancy, Unit, Vendor, WorkOrder } from './records.ts';

export const vendors: readonly Vendor[] = [
  { id: 301, name: 'Cascade Plumbing', trade: 'Plumbing' },
  { id: 302, name: 'Cascade Plumbing & Heating', trade: 'HVAC' },
  { id: 303, name: 'Evergreen Electric', trade: 'Electrical' },
  { id: 304, name: 'Northbank Locksmiths', trade: 'Locksmith' },
  { id: 305, name: 'Tidy & Co. Cleaning', trade: 'Cleaning' },
];

export const issues = ['Appliance', 'Electrical', 'HVAC', 'Locks', 'Plumbing', 'Other'] as const;

export const accounts: readonly GlAccount[] = [
  { number: '6110', name: 'Repairs - Plumbing' },
  { number: '6120', name: 'Repairs - Electrical' },
  { number: '6210', name: 'Cleaning' },
  { number: '6310', name: 'Locks and Keys' },
];

export const cashAccounts: readonly GlAccount[] = [
  { number: '1150', name: 'Operating Trust' },
  { number: '1160', name: 'Security Deposit Trust' },
];

const staff = ['Lena Ortiz', 'Marcus Webb', 'Priya Raman'] as const;
const jobs = [
  'Kitchen sink leaks under the cabinet',
  'No heat in the bedroom',
  'Outlet by the window sparks',
  'Front door lock sticks; key bends',
  'Dishwasher does not drain',
  'Water stain on the ceiling, growing',
  'Smoke detector chirps, "low battery"',
  'Toilet runs all night',
] as const;

/** 84 orders on 78 service requests; every sixth has two people on it. */
export function openWorkOrders(
  units: readonly Unit[],
  occupancies: readonly Occupancy[],
  today: string,
  random: Random,
): WorkOrder[] {
  return Array.from({ length: 84 }, (_, index): WorkOrder => {
    const second = index % 14 === 13;
    const unit = random.pick(units);
    const status = random.pick(workOrderStatuses);
    const createdOn = addDays(today, -random.between(0, 120));
    const occupancy = occupancies.find((one) => one.unit === unit.id && one.status !== 'Past');
    const people = index % 6 === 2 ? 2 : status === 'New' ? 0 : 1;
    const assignees = random.shuffled(staff).slice(0, people);
    return {
      id: 70_001 + index,
      serviceRequest: 8001 + index - Math.floor((index + 1) / 14),
      order: second ? 2 : 1,
      property: unit.property,
      unit: unit.id,
      occupancy: occupancy?.id ?? null,
      status,
      priority: random.pick(priorities),
      type: occupancy && random.chance(0.6) ? 'Resident' : 'Internal',
      description: index % 10 === 7 ? `${random.pick(jobs)}\nSecond visit` : random.pick(jobs),
      instructions: index % 4 === 0 ? 'Call before you come.' : '',
      permissionToEnter: random.pick(['true', 'false', 'not_applicable'] as const),
      issue: random.pick(issues),
      vendor: index % 3 === 0 ? random.pick(vendors).id : null,
      assignees,
      createdOn,
      createdBy: random.pick(staff),
      scheduledStart: status === 'Scheduled' ? `${addDays(today, random.between(1, 9))} 09:00` : null,
      completedOn: status === 'Completed' ? addDays(createdOn, random.between(0, 5)) : null,
      notes:
        index % 5 === 0
          ? [{ date: createdOn, by: random.pick(staff), body: 'Tenant called; will be home after five.' }]
          : [],
      log: [{ date: createdOn, by: random.pick(staff), action: 'Created' }],
    };
  });
}

export function enteredBills(units: readonly Unit[], today: string, random: Random): Bill[] {
  return Array.from({ length: 14 }, (_, index): Bill => {
    const unit = random.pick(units);
    const billDate = addDays(today, -random.between(2, 60));
    const amount = random.between(40, 900) * 100 + 25;
    const account = random.pick(accounts);
    return {
      id: 90_001 + index,
      vendor: random.pick(vendors).id,
      billDate,
      dueDate: addDays(billDate, 30),
      reference: `INV-${2200 + index}`,
      remarks: '',
      cashAccount: '1150',
      lines: [
        {
          property: unit.property,
          unit: unit.id,
          account: account.number,
          description: account.name,
          amount,
        },
      ],
      by: 'Marcus Webb',
    };
  });
}
