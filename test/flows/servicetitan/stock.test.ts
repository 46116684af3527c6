import { describe, expect, test } from 'vitest';
import { outputOf, useOffice } from './office.ts';

const office = useOffice();
const records = () => office().replica.inspect().records;
const written = () =>
  office()
    .replica.inspect()
    .saves.filter(({ outcome }) => outcome === 'written').length;

const order = (memo: string) => ({
  vendor: 'Graybar Electric',
  type: 'Special Order',
  business_unit: 'Electrical - Service',
  ship_to: 'Warehouse',
  required_by: '2026-11-27',
  job: '14287',
  memo,
  items: [
    { code: 'MAT-OUT20', quantity: 12 },
    { code: 'MAT-THM7', quantity: 2, cost: '1041.50' },
  ],
});
const ordered = (memo: string) => records().orders.filter((one) => one.memo.startsWith(memo));

describe('a purchase order', () => {
  test.each([
    ['as it should be', {}],
    ['when the form stays on the screen without a word', { saveWithoutRedirect: true }],
    ['when the form sends itself twice', { doubleSubmit: true }],
    ['when its answer is lost', { saveThenCut: 1 }],
  ])('is written once %s', async (title, switches) => {
    const before = written();
    const answer = outputOf<Record<string, unknown>>(
      await office().run('create_purchase_order', order(`Order ${title}`), switches),
    );
    const [record, ...more] = ordered(`Order ${title}`);
    expect(more).toEqual([]);
    expect(written()).toBe(before + 1);
    const known = records().pricebook.find(({ code }) => code === 'MAT-OUT20')!;
    expect(record).toMatchObject({
      vendor: 'Graybar Electric',
      type: 'Special Order',
      unit: 'Electrical - Service',
      shipTo: 'Warehouse',
      requiredBy: '2026-11-27',
      job: '14287',
      status: 'Pending',
      items: [
        { code: 'MAT-OUT20', quantity: 12, cost: known.cost },
        { code: 'MAT-THM7', quantity: 2, cost: 104_150 },
      ],
    });
    expect(answer).toMatchObject({
      number: String(record!.number),
      total: ((known.cost * 12 + 208_300) / 100).toFixed(2),
      memo: `Order ${title}`,
      complete: { proven: true },
    });
  });

  test('with an item that the pricebook does not have is turned down before anything leaves', async () => {
    const saves = office().replica.inspect().saves.length;
    const args = { ...order('Wrong item'), items: [{ code: 'MAT-OUT', quantity: 1 }] };
    const { error } = await office().run('create_purchase_order', args);
    expect(error).toMatchObject({ code: 'INVALID_INPUT', hint: expect.stringContaining('MAT-OUT20') });
    expect(office().replica.inspect().saves).toHaveLength(saves);
  });

  test('for a job that does not exist is refused in the words of the app', async () => {
    const { error } = await office().run('create_purchase_order', { ...order('No job'), job: '99999' });
    expect(error).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('99999') });
    expect(ordered('No job')).toEqual([]);
  });

  test('that the app only says it saved is never reported as done', async () => {
    const { state } = await office().run('create_purchase_order', order('Pretended'), { savedButNot: 1 });
    expect(state === 'done').toBe(ordered('Pretended').length === 1);
  });
});

describe('a price', () => {
  const item = (code: string) => records().pricebook.find((one) => one.code === code)!;

  test.each([
    ['SVC-100', '129.00', {}],
    ['SVC-110', '189.50', { saveThenCut: 1 }],
    ['SVC-210', '1240.00', { doubleSubmit: true }],
  ])('of %s is set once to %s under %j', async (code, price, switches) => {
    const before = written();
    const answer = outputOf<object>(await office().run('change_item_price', { code, price }, switches));
    expect(item(code)).toMatchObject({ price: Math.round(Number(price) * 100) });
    expect(written()).toBe(before + 1);
    expect(answer).toEqual({
      code,
      name: item(code).name,
      type: 'Service',
      price,
      cost: (item(code).cost / 100).toFixed(2),
      modified: '11/20/2026 by dispatcher',
    });
  });

  test('that somebody else has changed meanwhile is left as it is', async () => {
    const { price } = item('SVC-310');
    const args = { code: 'SVC-310', price: '99.00' };
    const { error } = await office().run('change_item_price', args, { pricesBeforeSave: 1 });
    expect(error).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('another user') });
    expect(item('SVC-310').price).toBe(price + 1_000);
  });

  test('below the cost is warned of in the preview, and nothing leaves', async () => {
    const before = office().replica.inspect();
    const args = { code: 'MAT-THM7', price: '0.50', preview: true };
    const { warnings } = outputOf<{ warnings: string[] }>(await office().run('change_item_price', args));
    expect(warnings.join()).toContain('less than its cost');
    expect(office().replica.inspect().records).toEqual(before.records);
  });
});

describe('tags of a job', () => {
  const tagsOf = (job: string) => records().jobs.find(({ number }) => String(number) === job)!.tags;

  test.each([
    ['as it should be', {}],
    ['when the answer is an error of the server', { saveThenError: 1 }],
    ['when the form sends itself twice', { doubleSubmit: true }],
  ])('are added and taken off with one save, %s', async (_title, switches) => {
    const job = String(records().jobs.find(({ tags }) => tags.length === 2 && !tags.includes('VIP'))!.number);
    const [gone = '', kept = ''] = tagsOf(job);
    const before = written();
    const args = { job, add: ['VIP'], remove: [gone] };
    const answer = outputOf<{ tags: string }>(await office().run('change_job_tags', args, switches));
    expect(tagsOf(job).toSorted()).toEqual(['VIP', kept].toSorted());
    expect(answer).toEqual({ job, tags: tagsOf(job).join(', ') });
    expect(written()).toBe(before + 1);
  });

  test('that do not exist are turned down with those that do', async () => {
    const { error } = await office().run('change_job_tags', { job: '14287', add: ['Call Before'] });
    expect(error).toMatchObject({ code: 'INVALID_INPUT', hint: expect.stringContaining('Call Ahead') });
  });

  test('that are there already are nothing to write', async () => {
    const job = records().jobs.find(({ tags }) => tags.length > 0)!;
    const args = { job: String(job.number), add: [job.tags[0]] };
    const { error } = await office().run('change_job_tags', args);
    expect(error?.code).toBe('REFUSED');
  });
});
