import type { Random } from '../../random.ts';
import { addMonths } from './months.ts';
import type { Records } from './records.ts';

export const vendors = [
  { code: 'v0000101', name: 'Pine State Plumbing' },
  { code: 'v0000114', name: 'Bright & Sons Electric' },
  { code: 'v0000120', name: 'Müller Landscaping' },
  { code: 'v0000133', name: 'Harbor Water District' },
];

/** Another company of the same name, which has sent no invoice yet. */
export const namesake = { code: 'v0000141', name: 'Bright & Sons Electric' };

export function seedPayables(records: Records, months: string[], random: Random): void {
  let control = 30_411;
  months.slice(-4).forEach((month, n) => {
    const payables = Array.from({ length: 7 }, (_, at) => {
      const date = `${month}-${String(random.between(2, 19)).padStart(2, '0')}`;
      return {
        control: `P-${control++}`,
        vendor: vendors[(at + n) % vendors.length]!.code,
        invoice: `INV-${random.between(1000, 9999)}`,
        invoiceDate: date,
        dueDate: `${addMonths(month, 1)}-15`,
        property: records.properties[at % 3]!.code,
        account: records.accounts[random.between(0, records.accounts.length - 1)]!.code,
        amount: random.between(4_500, 240_000),
        remarks: at % 2 ? '' : 'Per service call',
      };
    });
    records.batches.push({
      number: String(812 + n),
      description: `Invoices ${month}`,
      notes: '',
      postMonth: month,
      user: 'lamari',
      payables,
    });
  });
}

const troubles = [
  ['Plumbing', 'Kitchen faucet drips'],
  ['Electrical', 'Hall light flickers'],
  ['Appliance', 'Dishwasher does not drain'],
  ['General', 'Bedroom door sticks'],
] as const;

/** Two a property: one that is waiting or under way, and one that is done. */
export function seedWorkOrders(records: Records, today: string, random: Random): void {
  for (const { code: property } of records.properties)
    for (const isDone of [false, true]) {
      const lease = random.pick(
        records.leases.filter((one) => one.property === property && one.moveIn < today),
      );
      const [category, description] = random.pick(troubles);
      records.workOrders.push({
        number: String(50_012 + records.workOrders.length),
        property,
        unit: lease.unit,
        description,
        category,
        priority: random.pick(['Low', 'Normal', 'High']),
        caller: lease.name,
        accessNotes: random.chance(0.5) ? 'Call first' : '',
        status: isDone ? 'Work Completed' : random.pick(['Call', 'Scheduled']),
        opened: `${today.slice(0, 7)}-${String(random.between(2, 18)).padStart(2, '0')}`,
      });
    }
}

/** Checks on the 20th of the month after the invoices; most of what is older than that has been paid. */
export function seedPayments(records: Records, today: string, random: Random): void {
  let check = 20_731;
  for (const { postMonth, payables } of records.batches)
    for (const { code: vendor } of vendors) {
      const date = `${addMonths(postMonth, 1)}-20`;
      const controls = payables.filter((one) => one.vendor === vendor).map(({ control }) => control);
      if (date > today || controls.length === 0 || random.chance(0.35)) continue;
      records.payments.push({ check: String(check++), date, vendor, controls });
    }
}
