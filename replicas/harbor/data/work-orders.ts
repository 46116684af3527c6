import { addDays } from './calendar.ts';
import { staff } from './names.ts';
import type { Random } from '../../random.ts';
import { priorities, workOrderStatuses } from './records.ts';
import type { Tenant, Unit, WorkOrder, WorkOrderStatus } from './records.ts';

const jobs: Record<string, readonly string[]> = {
  Plumbing: [
    'Kitchen faucet drips',
    'Toilet runs constantly',
    'No hot water',
    'Tub drain slow',
    'Leak under sink, bucket in place',
  ],
  Electrical: ['Outlet dead in bedroom', 'Breaker trips when microwave runs', 'Hall light flickers'],
  HVAC: ['No heat', 'Thermostat display blank', 'Vent rattles at night', 'A/C blows warm'],
  Appliance: [
    'Dishwasher leaves water',
    'Oven door will not close',
    'Refrigerator too warm',
    'Dryer squeals',
  ],
  Carpentry: ['Closet door off track', 'Cabinet hinge broken', 'Window will not latch'],
  'Locks & keys': ['Lost mailbox key', 'Deadbolt sticks', 'Rekey at move-out'],
  'Pest control': ['Ants in kitchen', 'Mouse seen behind stove'],
  Grounds: ['Sprinkler head broken by walkway', 'Carport light out', 'Handrail loose at stairs'],
};
export const categories: readonly string[] = Object.keys(jobs);

const counts: Record<WorkOrderStatus, number> = {
  New: 24,
  Assigned: 21,
  'In progress': 17,
  'On hold': 9,
  Completed: 52,
  Cancelled: 15,
  // Last, and none: so that the others are drawn as ever.
  Closed: 0,
};
const noteTexts = [
  'Left voicemail, will call back.',
  'Part on order: 3–5 business days.',
  "Tenant asks to be called first; don't enter alone, dog.",
  'Entered with permission, work done, area cleaned.',
  'Duplicate of an earlier call.',
];
/** Within how many days a work order of a priority is due. */
export const daysToFix = { Low: 14, Normal: 7, High: 3, Emergency: 1 } as const;

/** 138 work orders, in the order in which they were opened. Cedar Court has none on hold. */
export function openWorkOrders(
  units: readonly Unit[],
  tenants: readonly Tenant[],
  today: string,
  random: Random,
): WorkOrder[] {
  const statuses = random.shuffled(
    workOrderStatuses.flatMap((status) => Array<WorkOrderStatus>(counts[status]).fill(status)),
  );
  const opened = statuses.map((status) => {
    const closed = status === 'Completed' || status === 'Cancelled';
    return addDays(today, closed ? -random.between(5, 190) : -random.between(0, 45));
  });
  const order = statuses
    .map((status, index) => ({ status, opened: opened[index] ?? today }))
    .toSorted((one, other) => one.opened.localeCompare(other.opened));

  return order.map(({ status, opened: day }, index): WorkOrder => {
    const places = status === 'On hold' ? units.filter(({ building }) => building !== 'CDR') : units;
    const { building, unit } = random.pick(places);
    const living = tenants.find(
      (tenant) =>
        tenant.building === building &&
        tenant.unit === unit &&
        tenant.moveIn <= day &&
        (tenant.moveOut ?? '9') > day,
    );
    const priority = random.pick([...priorities, 'Normal', 'Normal', 'Low'] as const);
    const category = random.pick(categories);
    const completed = status === 'Completed' ? addDays(day, random.between(0, 5)) : null;
    const assignee =
      status === 'New' || (status === 'Cancelled' && random.chance(0.6)) ? null : random.pick(staff);
    return {
      number: `WO-${24001 + index}`,
      opened: day,
      due: status === 'Cancelled' ? null : addDays(day, daysToFix[priority]),
      completed,
      building,
      unit,
      tenant: living?.number ?? null,
      category,
      priority,
      status,
      description: random.pick(jobs[category] ?? []),
      assignee,
      access: null,
      reference: null,
      tripCharge: 0,
      notes: Array.from({ length: random.between(0, 2) }, (_, note) => ({
        date: addDays(day, note),
        by: assignee ?? 'Front desk',
        reference: null,
        text: random.pick(noteTexts),
      })),
      history: [],
    };
  });
}
