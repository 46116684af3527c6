import { startHarbor } from '../../replicas/harbor/index.ts';
import { expect, test } from './harbor-office.ts';

test.describe('Harbor at its door', () => {
  test('a wrong password is an ordinary page with a message', async ({ visit }) => {
    const { harbor, signOn } = await visit();
    const answer = await signOn('clerk', 'wrong');
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('The user name or password is not correct.');
    expect(harbor.inspect().signIns.map(({ user, outcome }) => [user, outcome])).toEqual([
      ['clerk', 'wrong_password'],
    ]);
    expect(harbor.inspect().sessions).toEqual([]);
  });

  test('signed out, every page leads to the sign-in page', async ({ visit }) => {
    const { context } = await visit();
    for (const path of [
      '',
      'app/default.aspx',
      'app/pages/WorkOrders.aspx',
      'app/pages/ReportMonitor.aspx',
    ]) {
      expect((await context.request.get(path)).url()).toMatch(/\/login\.aspx$/);
    }
  });

  test('a second sign-in of the same user ends the first, and says why', async ({ office, browser }) => {
    const other = await browser.newContext({ baseURL: office.harbor.url });
    await other.request.post('login.aspx', { form: { txtUserName: 'viewer', txtPassword: 'harbor-view' } });
    expect(office.harbor.inspect().kicked).toBe(0);
    await other.request.post('login.aspx', { form: { txtUserName: 'clerk', txtPassword: 'harbor-demo' } });

    await office.page.goto('app/pages/WorkOrders.aspx');
    await expect(office.page.locator('#lblMessage')).toHaveText(
      'You have been signed off because this user signed on from another workstation.',
    );
    const { kicked, sessions } = office.harbor.inspect();
    expect(kicked).toBe(1);
    expect(sessions.map(({ user, number }) => [user, number])).toEqual([
      ['viewer', 2],
      ['clerk', 3],
    ]);
    await other.close();
  });

  test('signing on leads to the shell, whose address stays while its frame changes', async ({ visit }) => {
    const { page } = await visit();
    await page.goto('');
    await page.locator('#txtUserName').fill('manager');
    await page.locator('#txtPassword').fill('harbor-keys');
    await page.locator('#btnSignOn').click();
    const content = page.frameLocator('iframe[name=content]');
    await expect(content.locator('#lblPageTitle')).toHaveText('Dashboard');
    await page.getByRole('link', { name: 'Tenants' }).click();
    await expect(content.locator('#lblPageTitle')).toHaveText('Tenants');
    await expect(content.locator('#grdTenants_Records')).toHaveText('110 records');
    expect(new URL(page.url()).pathname).toBe('/app/default.aspx');
    await page.getByRole('link', { name: 'Sign Off' }).click();
    await expect(page.locator('#lblMessage')).toHaveText('You have signed off.');
  });
});

test.describe('Harbor behind its door', () => {
  test('a page of the frame opens by its own address', async ({ office: { page } }) => {
    await page.goto('app/pages/Units.aspx');
    await expect(page.locator('#grdUnits_Records')).toHaveText('120 records');
    await expect(page.locator('#grdUnits_PageLabel')).toHaveText('Page 1 of 6');
  });

  test('an edited view state, or that of another session, is refused', async ({ office, browser }) => {
    const other = await browser.newContext({ baseURL: office.harbor.url });
    await other.request.post('login.aspx', { form: { txtUserName: 'viewer', txtPassword: 'harbor-view' } });
    const page = await (await other.request.get('app/pages/Units.aspx')).text();
    const field = (name: string) => new RegExp(`id="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
    const form = {
      __EVENTTARGET: 'grdUnits',
      __EVENTARGUMENT: 'Page$2',
      __VIEWSTATE: field('__VIEWSTATE'),
      __EVENTVALIDATION: field('__EVENTVALIDATION'),
    };
    const post = async (context: typeof other, change: Partial<typeof form>) =>
      (await context.request.post('app/pages/Units.aspx', { form: { ...form, ...change } })).text();

    expect(await post(other, {})).toContain('Page 2 of 6');
    expect(await post(other, { __VIEWSTATE: `/wEP${form.__VIEWSTATE.slice(8)}` })).toContain(
      'viewstate MAC failed',
    );
    expect(await post(office.context, {})).toContain('viewstate MAC failed');
    expect(await post(other, { __EVENTARGUMENT: 'Page$99' })).toContain(
      'Invalid postback or callback argument',
    );
    await other.close();
  });

  test('the pager leads through all pages, 20 records each', async ({ office: { page, harbor } }) => {
    await page.goto('app/pages/WorkOrders.aspx');
    const numbers: string[] = [];
    for (let shown = 1; shown <= 7; shown++) {
      if (shown > 1) await page.locator('.pager').getByText(String(shown), { exact: true }).click();
      await expect(page.locator('#grdWorkOrders_PageLabel')).toHaveText(`Page ${shown} of 7`);
      numbers.push(...(await page.locator('#grdWorkOrders tr.row td:first-child').allTextContents()));
    }
    await expect(page.locator('#grdWorkOrders_Records')).toHaveText('138 records');
    expect(numbers).toEqual(harbor.inspect().records.workOrders.map(({ number }) => number));
  });

  test('a heading sorts the list, and once more the other way round', async ({
    office: { page, harbor },
  }) => {
    const opened = harbor.inspect().records.workOrders.map((order) => order.opened);
    const [first = '', last = ''] = [opened[0], opened.at(-1)].map((day) =>
      day?.replace(/(....)-(..)-(..)/, '$2/$3/$1'),
    );
    const cell = page.locator('#grdWorkOrders tr.row td:nth-child(2)').first();
    await page.goto('app/pages/WorkOrders.aspx');
    await page.getByRole('link', { name: 'Opened' }).click();
    await expect(page.locator('th.up')).toHaveText('Opened');
    await expect(cell).toHaveText(first);
    await page.getByRole('link', { name: 'Opened' }).click();
    await expect(page.locator('th.down')).toHaveText('Opened');
    await expect(cell).toHaveText(last);
  });

  test('choosing a property posts the page back and forgets the status', async ({ office: { page } }) => {
    await page.goto('app/pages/WorkOrders.aspx');
    await page.locator('#ddlStatus').selectOption('On hold');
    await page.locator('#ddlProperty').selectOption('CDR');
    await expect(page.locator('#lblCriteria')).toHaveText('Property = CDR - Cedar Court; Status = (All)');
    await expect(page.locator('#ddlStatus')).toHaveValue('');
    await page.locator('#ddlStatus').selectOption('On hold');
    await page.locator('#btnSearch').click();
    await expect(page.locator('#grdWorkOrders tr.none')).toHaveText('No records found.');
    await expect(page.locator('#grdWorkOrders_Records')).toHaveText('0 records');
  });

  test('a work order shows its notes', async ({ office: { page, harbor } }) => {
    const order = harbor.inspect().records.workOrders.find(({ notes }) => notes.length === 2);
    await page.goto(`app/pages/WorkOrder.aspx?no=${order?.number}`);
    const notes = page.locator('#grdNotes tr.row td:last-child');
    await expect(notes).toHaveText(order?.notes.map(({ text }) => text) ?? []);
  });

  test('the lookup window writes into the page that opened it, and closes', async ({ office: { page } }) => {
    await page.goto('app/pages/TenantLedger.aspx');
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.locator('#TenantLookup_Button').click(),
    ]);
    await popup.locator('#txtFind').fill("o'b");
    await popup.locator('#btnFind').click();
    await expect(popup.locator('#grdLookup_Records')).toHaveText('1 record');
    await Promise.all([popup.waitForEvent('close'), popup.getByRole('link', { name: /^T-/ }).click()]);
    await expect(page.locator('#lblName')).toHaveText("O'Brien, Siobhán");
  });

  test('a report is queued, gets ready while the monitor refreshes itself, and is saved', async ({
    office,
  }) => {
    const { page, harbor } = office;
    harbor.switches.reportSeconds = 1000;
    await page.goto('app/pages/RentRoll.aspx');
    await page.locator('#txtAsOf').fill('11/1/2026');
    await page.locator('#btnSubmit').click();
    await expect(page.locator('#lblMessage')).toHaveText(
      'Report 1001 has been queued (As Of = 11/01/2026; Property = (All)).',
    );
    await page.getByRole('link', { name: 'Report Monitor' }).click();
    const status = page.locator('#grdReports tr.row td:nth-child(5)');
    await expect(status).toHaveText('Queued');
    Object.assign(harbor.switches, { reportSeconds: 0.001, reportStuck: true });
    await expect(status).toHaveText('Running');
    harbor.switches.reportStuck = false;
    await expect(status).toHaveText('Ready');
    const file = page.getByRole('link', { name: 'RentRoll_1001.csv' });
    const [saved] = await Promise.all([page.waitForEvent('download'), file.click()]);
    expect(saved.suggestedFilename()).toBe('RentRoll_1001.csv');
  });

  test('a date that is none is refused in words', async ({ office: { page, harbor } }) => {
    await page.goto('app/pages/RentRoll.aspx');
    await page.locator('#txtAsOf').fill('02/30/2026');
    await page.locator('#btnSubmit').click();
    await expect(page.locator('#lblMessage')).toHaveText('As Of Date is not a valid date.');
    expect(harbor.inspect().records.reports).toEqual([]);
  });
});

test.describe('Harbor as a part', () => {
  test('the same seed draws the same portfolio, another seed another one', async () => {
    const harbors = await Promise.all([startHarbor(), startHarbor(), startHarbor({ seed: 8 })]);
    const [one, same, other] = harbors.map((harbor) => harbor.inspect().records);
    expect(same).toEqual(one);
    expect(other?.ledger).not.toEqual(one?.ledger);
    expect([one?.buildings.length, one?.units.length, one?.tenants.length, one?.workOrders.length]).toEqual([
      6, 120, 110, 138,
    ]);
    expect(other?.workOrders.length).toBe(138);
    await Promise.all(harbors.map((harbor) => harbor.close()));
  });

  test('requests are inspected with their session and times, so that overlaps show', async ({
    office: { harbor, context },
  }) => {
    harbor.switches.slowMs = 150;
    await Promise.all(['Units', 'Tenants'].map((page) => context.request.get(`app/pages/${page}.aspx`)));
    const [one, other] = harbor.inspect().requests.slice(-2);
    expect(one).toMatchObject({ method: 'GET', user: 'clerk', session: 1, status: 200 });
    expect(other?.startedAt).toBeLessThan(one?.endedAt ?? 0);
    expect((one?.endedAt ?? 0) - (one?.startedAt ?? 0)).toBeGreaterThanOrEqual(140);
  });

  test('another process inspects it and flips its switches, all or none', async ({
    office: { harbor, context },
  }) => {
    const inspection = (await (await context.request.get('__inspect')).json()) as unknown;
    expect(inspection).toEqual(JSON.parse(JSON.stringify(harbor.inspect())));
    await context.request.post('__switch', { data: { slowMs: 5, interstitial: 'notice' } });
    expect(harbor.switches).toMatchObject({ slowMs: 5, interstitial: 'notice' });
    for (const nonsense of [
      { slowMs: 7, speed: 1 },
      { slowMs: 'fast' },
      { slowMs: -1 },
      { interstitial: 'maybe' },
      { warnAtSave: true },
      { saveThenCut: -1 },
    ]) {
      expect((await context.request.post('__switch', { data: nonsense })).status()).toBe(400);
    }
    expect(harbor.switches.slowMs).toBe(5);
  });

  test('closing ends busy connections at once', async () => {
    const harbor = await startHarbor({ switches: { slowMs: 10_000 } });
    const request = fetch(`${harbor.url}login.aspx`).then(
      () => 'answered',
      () => 'cut off',
    );
    await expect.poll(() => harbor.inspect().requestsInProgress).toBe(1);
    const started = performance.now();
    await harbor.close();
    expect(await request).toBe('cut off');
    expect(performance.now() - started).toBeLessThan(10_000);
    await harbor.close();
  });
});
