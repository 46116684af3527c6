import { harbor as app } from '../../flows/harbor/app.ts';
import rentRoll from '../../flows/harbor/rent-roll.flow.ts';
import tenantLedger from '../../flows/harbor/tenant-ledger.flow.ts';
import listWorkOrders from '../../flows/harbor/work-orders.flow.ts';
import { codeOf, harborUsers, stepAt } from '../../replicas/harbor/index.ts';
import { expectedLedger, expectedRentRoll, expectedWorkOrders } from './harbor-expected.ts';
import { expect, test } from './harbor-office.ts';

test.describe('list_work_orders', () => {
  test('answers all 138 work orders, field by field', async ({ office: { harbor, run } }) => {
    const answer = await run(listWorkOrders, {});
    expect(answer.work_orders).toEqual(expectedWorkOrders(harbor.inspect().records, {}));
    expect(answer).toMatchObject({
      complete: { proven: true, because: expect.stringContaining('138 read') },
    });
  });

  test('answers those of a status and a building, named or by code', async ({ office: { harbor, run } }) => {
    const filter = { status: 'Completed', building: 'HBR' } as const;
    const expected = expectedWorkOrders(harbor.inspect().records, filter);
    expect(expected.length).toBeGreaterThan(3);
    for (const building of ['hbr', 'Harbor Point Apartments']) {
      const answer = await run(listWorkOrders, { ...filter, building });
      expect(answer.work_orders).toEqual(expected);
      expect(answer.complete.proven).toBe(true);
    }
  });

  test("takes nothing for proven before the app's own words", async ({ office: { run } }) => {
    const answer = await run(listWorkOrders, { status: 'On hold', building: 'CDR' });
    expect(answer).toMatchObject({
      work_orders: [],
      complete: { proven: true, because: 'The app says "No records found."' },
    });
  });

  test('names the buildings there are when it is asked for another', async ({ office: { run } }) => {
    await expect(run(listWorkOrders, { building: 'XYZ' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      hint: expect.stringContaining('CDR - Cedar Court'),
    });
  });
});

test.describe('get_tenant_ledger', () => {
  test('answers a ledger field by field, whoever the tenant is', async ({ office: { harbor, run } }) => {
    const tenants = { 't-1062': 'T-1062', "Siobhán O'Brien": 'T-1082', müller: 'T-1076', 北村: 'T-1110' };
    const check = async ([asked, number]: [string, string]) => {
      const { complete, ...answer } = await run(tenantLedger, { tenant: asked });
      expect(answer).toEqual(expectedLedger(harbor.inspect().records, number));
      expect(complete.proven).toBe(true);
    };
    await Promise.all(Object.entries(tenants).map(check));
  });

  test('prefers the whole name to a part of another', async ({ office: { run } }) => {
    expect((await run(tenantLedger, { tenant: 'Johnson, Ann' })).tenant.name).toBe('Johnson, Ann');
  });

  test('answers an empty ledger only with "No records found"', async ({ office: { run } }) => {
    expect(await run(tenantLedger, { tenant: 'T-1050' })).toMatchObject({
      lines: [],
      balance: '0.00',
      complete: { proven: true, because: expect.stringContaining('No records found.') },
    });
  });

  test('lists the candidates when several tenants fit', async ({ office: { run } }) => {
    await expect(run(tenantLedger, { tenant: 'María García' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      hint: expect.stringMatching(/T-1039 García, María \(\w+ \d+\); T-1040 García, María/),
    });
    await expect(run(tenantLedger, { tenant: 'an' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(/fits [2-9]\d tenants/),
    });
  });

  test('lists similar tenants when none fits', async ({ office: { run } }) => {
    const misspelled = {
      Muller: 'T-1076 Müller, Jürgen',
      'Lukasz Kowalcyk': 'T-1062 Kowalczyk, Łukasz',
      "Siobhan O'Brian": "T-1082 O'Brien, Siobhán",
    };
    const check = ([tenant, similar]: [string, string]) =>
      expect(run(tenantLedger, { tenant })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        hint: expect.stringContaining(similar),
      });
    await Promise.all(Object.entries(misspelled).map(check));
  });
});

test.describe('run_rent_roll', () => {
  for (const [as_of, building] of [['2026-11-20'], ['2026-03-15', 'STN'], ['2027-01-31', 'OAK']] as const) {
    test(`answers the units of ${building ?? 'all buildings'} on ${as_of}, field by field`, async ({
      office,
    }) => {
      const answer = await office.run(rentRoll, building ? { as_of, building } : { as_of });
      expect(answer.units).toEqual(expectedRentRoll(office.harbor.inspect().records, as_of, building));
      expect(answer).toMatchObject({
        as_of,
        currency: 'USD',
        complete: { proven: true },
      });
    });
  }

  test('asks the monitor no faster than it refreshes itself', async ({ office: { harbor, run } }) => {
    Object.assign(harbor.switches, { reportSeconds: 1.1, monitorSeconds: 0.3 });
    await run(rentRoll, { as_of: '2026-11-20', building: 'STN' });
    const asked = harbor.inspect().requests.filter(({ path }) => path.endsWith('ReportMonitor.aspx'));
    const gaps = asked.slice(1, -1).map(({ startedAt }, index) => startedAt - (asked[index]?.startedAt ?? 0));
    expect(gaps.length).toBeGreaterThanOrEqual(3);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(290);
  });
});

test.describe('the definition of the app', () => {
  test('signs in once, and knows the shell and a frame page for signed in', async ({ visit }) => {
    const { page, harbor } = await visit();
    await app.signIn({ page, username: 'clerk', password: 'harbor-demo' });
    expect(await app.classify(page)).toEqual({ state: 'signed_in' });
    await page.goto(app.home);
    expect(await app.classify(page)).toEqual({ state: 'signed_in' });
    expect(harbor.inspect().signIns.map(({ outcome }) => outcome)).toEqual(['signed_in']);
  });

  test('knows the sign-in page, alone or in the frame, and quotes it', async ({ visit }) => {
    const { page, harbor } = await visit();
    await page.goto(app.home);
    expect(await app.classify(page)).toEqual({ state: 'signed_out' });
    await app.signIn({ page, username: 'clerk', password: 'wrong' });
    expect(await app.classify(page)).toEqual({
      state: 'signed_out',
      says: 'Sign on failed. The user name or password is not correct.',
    });
    await app.signIn({ page, username: 'clerk', password: 'harbor-demo' });
    harbor.switches.sessionSeconds = 0.001;
    await page.getByRole('link', { name: 'Units' }).click();
    await page.frameLocator('#content').locator('#frmLogin').waitFor();
    expect(await app.classify(page)).toEqual({
      state: 'signed_out',
      says: 'Your session has expired. Please sign on again.',
      ended: true,
    });
  });

  test('knows a locked user, a code page and a notice', async ({ visit }) => {
    const { page, harbor } = await visit({ lockoutAfter: 1, lockoutSeconds: 600 });
    await app.signIn({ page, username: 'viewer', password: 'wrong' });
    expect(await app.classify(page)).toMatchObject({
      state: 'locked',
      says: expect.stringContaining('10 minutes'),
    });

    harbor.switches.interstitial = 'notice';
    await app.signIn({ page, username: 'clerk', password: 'harbor-demo' });
    expect(await app.classify(page)).toMatchObject({
      state: 'interstitial',
      says: expect.stringContaining('confidential'),
    });

    harbor.switches.oneTimeCode = true;
    await app.signIn({ page, username: 'clerk', password: 'harbor-demo' });
    expect(await app.classify(page)).toMatchObject({ state: 'challenge' });
    await page.locator('#txtCode').fill(codeOf(harborUsers[0]?.codeSecret ?? '', stepAt(Date.now())));
    await page.locator('#btnVerify').click();
    await page.locator('#frmNotice').waitFor();
  });

  test('takes maintenance for neither in nor out', async ({ visit }) => {
    const { page } = await visit({ maintenance: true });
    await expect(app.signIn({ page, username: 'clerk', password: 'harbor-demo' })).rejects.toMatchObject({
      code: 'APP_UNAVAILABLE',
    });
    expect(await app.classify(page)).toEqual({ state: 'unknown', says: 'Scheduled maintenance' });
    await page.goto('about:blank');
    expect(await app.classify(page)).toEqual({ state: 'unknown' });
  });
});
