import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useOffice } from './office.ts';

const office = useOffice();

/** A write is looked for in lists. One that is not read rightly must never pass for one without the write. */
const writes: [string, Record<string, unknown>][] = [
  ['add_note', { on: 'job', number: '14290', text: 'Gate code is 4410' }],
  ['attach_document', { job: '14290', path: 'Estimate.pdf' }],
  ['change_appointment', { appointment: '14281-1', action: 'assign', technician: 'Kira Wolfe' }],
  ['change_item_price', { code: 'SVC-100', price: '129.00' }],
  [
    'create_purchase_order',
    {
      vendor: 'Hajoca',
      type: 'Warranty',
      business_unit: 'HVAC - Service',
      ship_to: 'Truck 4',
      required_by: '2026-11-27',
      items: [{ code: 'MAT-CAP45', quantity: 2 }],
    },
  ],
];

test.each(writes)('%s is not repeated when the lists break at its save', async (tool, args) => {
  await writeFile(join(office().outbox, 'Estimate.pdf'), 'one page');
  const { replica } = office();
  const before = replica.inspect().saves.length;
  // The form is filled in while all is well; what is looked at afterwards is not.
  const broken = setInterval(() => {
    if (replica.inspect().saves.length > before) replica.switches.shiftColumn = true;
  }, 1);
  const { state, error } = await office()
    .run(tool, args, { slowSave: 400 })
    .finally(() => clearInterval(broken));
  const written = replica.inspect().saves.slice(before);
  expect(written.map(({ outcome }) => outcome)).toEqual(['written']);
  if (state !== 'done') expect(error?.code).toBe('OUTCOME_UNKNOWN');
});
