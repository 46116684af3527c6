import type { Page } from 'playwright';
import { expect, test } from './harbor-office.ts';
import type { Office } from './harbor-office.ts';

const mark = 'SD-TEST0001';

/** Fills in a work order, up to its save button. */
async function fillIn(page: Page): Promise<void> {
  await page.goto('app/pages/NewWorkOrder.aspx');
  await page.locator('#ddlProperty').selectOption('HBR');
  await expect(page.locator('#ddlUnit')).toContainText('203');
  await page.locator('#ddlUnit').selectOption('203');
  await page.locator('#ddlCategory').selectOption('HVAC');
  await page.locator('#txtBrief').fill('No heat');
  await page.locator('#txtReference').fill(mark);
}

const press = (page: Page, times = 1) =>
  page.evaluate((count) => {
    const button = document.querySelector<HTMLElement>('#btnSave');
    for (let n = 0; n < count; n++) setTimeout(() => button?.click(), n * 20);
  }, times);

const outcomes = ({ harbor }: Office) => harbor.inspect().saves.map(({ outcome }) => outcome);
const written = ({ harbor }: Office) =>
  harbor.inspect().records.workOrders.filter(({ reference }) => reference === mark).length;

test.describe('the form of a work order', () => {
  test('says what is missing on an ordinary page, and keeps what was typed', async ({ office }) => {
    const { page, harbor } = office;
    await page.goto('app/pages/NewWorkOrder.aspx');
    await page.locator('#txtBrief').fill('No heat');
    const [answer] = await Promise.all([
      page.waitForResponse(/NewWorkOrder/),
      page.locator('#btnSave').click(),
    ]);
    expect(answer.status()).toBe(200);
    await expect(page.locator('#lblMessage')).toHaveText(
      'Property is required. Unit is required. Category is required.',
    );
    await expect(page.locator('#txtBrief')).toHaveValue('No heat');
    expect(harbor.inspect().saves).toMatchObject([{ outcome: 'refused', record: null, writtenAt: null }]);
    expect(harbor.inspect().records.workOrders.length).toBe(138);
  });

  test('forgets what was typed when a property is chosen', async ({ office: { page } }) => {
    await fillIn(page);
    await page.locator('#ddlProperty').selectOption('LKS');
    await expect(page.locator('#txtBrief')).toHaveValue('');
    await expect(page.locator('#ddlUnit')).toHaveValue('');
  });

  test('counts each save with its request, user and record', async ({ office: { page, harbor } }) => {
    await fillIn(page);
    await page.locator('#btnSave').click();
    await expect(page.locator('#lblMessage')).toHaveText('Work order WO-24139 has been saved.');
    const { saves, requests } = harbor.inspect();
    const [save] = saves;
    const expected = { user: 'clerk', session: 1, record: 'WO-24139', reference: mark, outcome: 'written' };
    expect(save).toMatchObject({ ...expected, kind: 'work_order', button: 'NewWorkOrder.aspx btnSave' });
    expect(save?.writtenAt).toBeGreaterThanOrEqual(save?.arrivedAt ?? Infinity);
    expect(requests.find(({ number }) => number === save?.request)).toMatchObject({
      method: 'POST',
      path: '/app/pages/NewWorkOrder.aspx',
    });
  });
});

test.describe('what makes two records of one, without a gate', () => {
  test('a second click while the first is unanswered', async ({ office }) => {
    office.harbor.switches.holdSave = true;
    await fillIn(office.page);
    await press(office.page, 2);
    await expect.poll(() => outcomes(office)).toEqual(['arrived', 'arrived']);
    expect(written(office)).toBe(0);
    office.harbor.switches.holdSave = false;
    await expect.poll(() => written(office)).toBe(2);
  });

  test("doubleSubmit: the page's own script", async ({ office }) => {
    office.harbor.switches.doubleSubmit = true;
    await fillIn(office.page);
    await press(office.page);
    await expect.poll(() => written(office)).toBe(2);
  });

  test('the browser itself, when a connection that it has used breaks off without an answer', async ({
    office,
  }) => {
    office.harbor.switches.saveThenCut = 1;
    await fillIn(office.page);
    await press(office.page);
    await expect.poll(() => written(office)).toBe(2);
    await expect(office.page.locator('#lblMessage')).toHaveText('Work order WO-24140 has been saved.');
  });

  test('the same page sent again', async ({ office: { page, harbor, context } }) => {
    await fillIn(page);
    const [request] = await Promise.all([
      page.waitForRequest((sent) => sent.method() === 'POST'),
      page.locator('#btnSave').click(),
    ]);
    await expect(page.locator('#lblMessage')).toContainText('has been saved');
    const again = await context.request.post(request.url(), {
      data: request.postData() ?? '',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(await again.text()).toContain('Work order WO-24140 has been saved.');
    expect(harbor.inspect().saves.map(({ record }) => record)).toEqual(['WO-24139', 'WO-24140']);
  });
});

test.describe('saves switched wrong', () => {
  test('holdSave: written once it is off, whether or not anybody waits', async ({ office }) => {
    const { page, harbor } = office;
    harbor.switches.holdSave = true;
    await fillIn(page);
    await press(page);
    await expect.poll(() => outcomes(office)).toEqual(['arrived']);
    await page.close();
    expect(written(office)).toBe(0);
    harbor.switches.holdSave = false;
    await expect.poll(() => outcomes(office)).toEqual(['written']);
    expect(written(office)).toBe(1);
  });

  test('holdAfterSave: written at once, answered once it is off', async ({ office }) => {
    const { page, harbor } = office;
    harbor.switches.holdAfterSave = true;
    await fillIn(page);
    await press(page);
    await expect.poll(() => outcomes(office)).toEqual(['written']);
    expect(harbor.inspect().requestsInProgress).toBe(1);
    harbor.switches.holdAfterSave = false;
    await expect(page.locator('#lblMessage')).toHaveText('Work order WO-24139 has been saved.');
  });

  test('slowSave: written later, whether or not anybody waits', async ({ office }) => {
    const { page, harbor } = office;
    harbor.switches.slowSave = 400;
    await fillIn(page);
    await press(page);
    await expect.poll(() => harbor.inspect().saves.length).toBe(1);
    await page.close();
    await expect.poll(() => outcomes(office)).toEqual(['written']);
    const [save] = harbor.inspect().saves;
    expect((save?.writtenAt ?? 0) - (save?.arrivedAt ?? 0)).toBeGreaterThanOrEqual(390);
  });

  test('cutThenSave: cut off at once, written all the same', async ({ office }) => {
    const { page, harbor } = office;
    await fillIn(page);
    // Twice: once for the browser's own second attempt.
    Object.assign(harbor.switches, { cutThenSave: 2, slowSave: 300 });
    await press(page);
    await expect.poll(() => page.url()).toMatch(/^chrome-error:/);
    await expect.poll(() => outcomes(office)).toEqual(['written', 'written']);
  });

  test('a counter is for so many saves, and counts down to 0', async ({ office }) => {
    const { page, harbor } = office;
    harbor.switches.saveThenError = 2;
    for (const [left, says] of [
      [1, 'Timeout expired'],
      [0, 'Timeout expired'],
      [0, 'has been saved'],
    ] as const) {
      await fillIn(page);
      await page.locator('#btnSave').click();
      await expect(page.locator('#lblError, #lblMessage')).toContainText(says);
      expect(harbor.switches.saveThenError).toBe(left);
    }
    expect(written(office)).toBe(3);
  });

  test('a Harbor that is closed writes no more of what it holds', async ({ office }) => {
    office.harbor.switches.holdSave = true;
    await fillIn(office.page);
    await press(office.page);
    await expect.poll(() => outcomes(office)).toEqual(['arrived']);
    await office.harbor.close();
    await expect.poll(() => outcomes(office)).toEqual(['cut']);
    expect(written(office)).toBe(0);
  });
});

test.describe('a batch of payables', () => {
  async function enter(page: Page, total: string, count: string): Promise<void> {
    await page.goto('app/pages/NewPayableBatch.aspx');
    await page.locator('#txtDescription').fill('Repairs');
    await page.locator('#txtControlTotal').fill(total);
    await page.locator('#txtControlCount').fill(count);
    for (const [number, amount] of [
      ['A-1', '100.00'],
      ['A-2', '50.50'],
    ] as const) {
      await page.locator('#ddlVendor').selectOption('PINE01');
      await page.locator('#txtInvoice').fill(number);
      await page.locator('#ddlProperty').selectOption('HBR');
      await page.locator('#ddlAccount').selectOption('6110');
      await page.locator('#txtAmount').fill(amount);
      await page.locator('#btnAddLine').click();
      await expect(page.locator('#grdLines tr.row').last()).toContainText(number);
    }
  }

  test('is kept in the page, with what it comes to, until it is posted', async ({
    office: { page, harbor },
  }) => {
    const before = harbor.inspect().records;
    await enter(page, '100.00', '1');
    await expect(page.locator('#lblBatchTotal')).toHaveText('150.50');
    await expect(page.locator('#lblTotalDifference')).toHaveText('(50.50)');
    expect(harbor.inspect()).toMatchObject({ records: before, saves: [] });
    await page.getByRole('link', { name: 'Remove' }).last().click();
    await expect(page.locator('#lblTotalDifference')).toHaveText('0.00');
    await page.locator('#btnPost').click();
    await expect(page.locator('#lblPageTitle')).toHaveText('Payable Batches');
    expect(harbor.inspect().records.billBatches.slice(3)).toMatchObject([
      { number: 'B-5004', by: 'clerk', invoices: [{ number: 'A-1', amount: 10_000 }] },
    ]);
  });

  for (const [total, count, says] of [
    ['150.00', '2', 'Control Total 150.00 does not agree with the batch total 150.50.'],
    ['150.50', '3', 'Control Count 3 does not agree with the number of payables 2.'],
    ['', '2', 'Control Total 0.00 does not agree with the batch total 150.50.'],
  ] as const) {
    test(`is refused with "${says}"`, async ({ office: { page, harbor } }) => {
      await enter(page, total, count);
      await page.locator('#btnPost').click();
      await expect(page.locator('#lblMessage')).toHaveText(says);
      await expect(page.locator('#grdLines_Records')).toHaveText('2 records');
      expect(harbor.inspect().records.billBatches.length).toBe(3);
    });
  }
});
