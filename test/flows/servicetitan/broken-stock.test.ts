import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outputOf, useOffice } from './office.ts';

const office = useOffice();
const records = () => office().replica.inspect().records;
const saves = () => office().replica.inspect().saves;

const order = (memo: string) => ({
  vendor: 'Graybar Electric',
  type: 'Special Order',
  business_unit: 'Electrical - Service',
  ship_to: 'Warehouse',
  required_by: '2026-11-27',
  memo,
  items: [
    { code: 'MAT-OUT20', quantity: 12 },
    { code: 'MAT-THM7', quantity: 2 },
  ],
});

test.each([
  ['SVC-100', '129.00', { truncateRows: true }],
  ['SVC-110', '189.50', { shiftColumn: true }],
  ['SVC-210', '1240.00', { renameHeading: true }],
])('the price of %s is set to %s under %j, for its own page says which item it is', async (...row) => {
  const [code, price, switches] = row;
  const answer = outputOf<object>(await office().run('change_item_price', { code, price }, switches));
  expect(answer).toMatchObject({ code, price });
  const { price: cents } = records().pricebook.find((item) => item.code === code)!;
  expect(cents).toBe(Math.round(Number(price) * 100));
});

test('an item that no list shows is not called missing', async () => {
  // The last of the list, so that neither the search nor the whole list has it.
  const args = { code: 'MAT-PTR3', price: '9.00' };
  const { error } = await office().run('change_item_price', args, { truncateRows: true });
  expect(error?.code).toBe('LAYOUT_CHANGED');
  const there = { ...order('Not offered'), items: [{ code: 'MAT-OUT20', quantity: 1 }] };
  const before = saves().length;
  const { error: other } = await office().run('create_purchase_order', there, { shiftColumn: true });
  expect(other?.code).toBe('LAYOUT_CHANGED');
  expect(saves()).toHaveLength(before);
});

test('an order whose lists leave out rows is found, and what is not shown of it is said', async () => {
  interface Order {
    number: string;
    items: { code: string }[];
    complete: { proven: boolean };
  }
  const { number, items, complete } = outputOf<Order>(
    await office().run('create_purchase_order', order('Cut lists'), { truncateRows: true }),
  );
  const written = records().orders.filter(({ memo }) => memo.startsWith('Cut lists'));
  expect(written.map((one) => String(one.number))).toEqual([number]);
  expect(written[0]!.items.map(({ code }) => code)).toEqual(['MAT-OUT20', 'MAT-THM7']);
  expect(items.map(({ code }) => code)).toEqual(['MAT-OUT20']);
  expect(complete.proven).toBe(false);
});

test.each([
  ['14290', { shiftColumn: true }],
  ['14291', { renameHeading: true }],
])(
  'a document on job %s is found under %j, by what the cells of its row look like',
  async (job, switches) => {
    const path = join(office().outbox, 'Estimate.pdf');
    await writeFile(path, 'not really one');
    const answer = outputOf<object>(await office().run('attach_document', { job, path }, switches));
    expect(answer).toEqual({ job, name: 'Estimate.pdf', bytes: 14, date: '2026-11-20' });
    const { attachments } = records().jobs.find(({ number }) => String(number) === job)!;
    expect(attachments).toHaveLength(1);
  },
);

// The last: as long as nobody has said what became of it, nothing of the kind is written on the account.
test('a document that the list leaves out is neither called attached nor missing', async () => {
  const path = join(office().outbox, 'Unseen.pdf');
  await writeFile(path, 'not really one');
  const { error } = await office().run('attach_document', { job: '14292', path }, { truncateRows: true });
  expect(error?.code).toBe('OUTCOME_UNKNOWN');
  const { attachments } = records().jobs.find(({ number }) => number === 14_292)!;
  expect(attachments).toHaveLength(1);
});
