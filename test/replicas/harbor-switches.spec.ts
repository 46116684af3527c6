import { codeOf, harborUsers, stepAt } from '../../replicas/harbor/index.ts';
import type { HarborSwitches } from '../../replicas/harbor/index.ts';
import { expect, test } from './harbor-office.ts';
import type { Office } from './harbor-office.ts';

const outcomes = ({ harbor }: Office) => harbor.inspect().signIns.map(({ outcome }) => outcome);

test.describe('Harbor switched wrong at its door', () => {
  test('secondLoginKicks off: one user may be signed on twice', async ({ visit }) => {
    const { harbor, signOn } = await visit({ secondLoginKicks: false });
    await signOn();
    await signOn();
    expect(harbor.inspect()).toMatchObject({ kicked: 0, sessions: [{ user: 'clerk' }, { user: 'clerk' }] });
  });

  test('sessionSeconds: an idle session expires, one in use does not', async ({
    office: { harbor, context },
  }) => {
    harbor.switches.sessionSeconds = 0.7;
    const read = async () => (await context.request.get('app/pages/Units.aspx')).text();
    const started = Date.now();
    while (Date.now() - started < 900) expect(await read()).toContain('120 records');
    await expect.poll(() => harbor.inspect().sessions.length, { intervals: [50] }).toBe(0);
    expect(await read()).toContain('Your session has expired.');
  });

  test('lockoutAfter: a locked user stays locked for the stated time, even with the right password', async ({
    visit,
  }) => {
    const office = await visit({ lockoutAfter: 2, lockoutSeconds: 0.5 });
    await office.signOn('clerk', 'wrong');
    expect((await office.signOn('clerk', 'wrong again')).text).toContain('This user is locked');
    expect((await office.signOn()).text).toContain('Try again in 1 seconds.');
    expect((await office.signOn('viewer', 'harbor-view')).url).toContain('/app/default.aspx');
    await expect
      .poll(async () => (await office.signOn()).url, { intervals: [50] })
      .toContain('/app/default.aspx');
    expect(outcomes(office).slice(0, 4)).toEqual(['wrong_password', 'wrong_password', 'locked', 'signed_in']);
  });

  test('oneTimeCode: the code of the moment signs in, a wrong or used one does not', async ({ visit }) => {
    const office = await visit({ oneTimeCode: true });
    const code = codeOf(harborUsers[0]?.codeSecret ?? '', stepAt(Date.now()));
    const enter = async (txtCode: string) => {
      const answer = await office.context.request.post('code.aspx', { form: { txtCode } });
      return answer.url().endsWith('default.aspx') ? 'signed on' : await answer.text();
    };
    expect((await office.signOn()).text).toContain('Enter the 6-digit code');
    expect(await enter('12345')).toContain('The code is not correct.');
    expect(await enter(code)).toBe('signed on');
    await office.signOn();
    expect(await enter(code)).toContain('This code was already used.');
    expect(outcomes(office)).toEqual(['code_asked', 'wrong_code', 'signed_in', 'code_asked', 'used_code']);
  });

  test('the one-time codes are those of RFC 6238', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect(
      [59, 1_111_111_109, 20_000_000_000].map((second) => codeOf(secret, stepAt(second * 1000))),
    ).toEqual(['287082', '081804', '353130']);
  });

  test('interstitial notice: no page opens before it is acknowledged, once per user', async ({ visit }) => {
    const { context, signOn } = await visit({ interstitial: 'notice' });
    expect((await signOn()).text).toContain('I Acknowledge');
    expect((await context.request.get('app/pages/Units.aspx')).url()).toContain('/notice.aspx');
    expect((await context.request.post('notice.aspx')).url()).toContain('/app/default.aspx');
    expect((await signOn()).url).toContain('/app/default.aspx');
    expect((await signOn('viewer', 'harbor-view')).text).toContain('I Acknowledge');
  });

  test('interstitial password_expiry: comes at each sign-in and can be put off', async ({ visit }) => {
    const { context, signOn } = await visit({ interstitial: 'password_expiry' });
    for (let time = 0; time < 2; time++) {
      expect((await signOn()).text).toContain('Your password expires in 5 days.');
      expect((await context.request.post('notice.aspx')).url()).toContain('/app/default.aspx');
    }
  });

  test('maintenance: every page is a 503', async ({ office: { harbor, context } }) => {
    harbor.switches.maintenance = true;
    for (const path of ['login.aspx', 'app/default.aspx', 'app/pages/Units.aspx']) {
      const answer = await context.request.get(path);
      expect([answer.status(), await answer.text()]).toEqual([
        503,
        expect.stringContaining('Scheduled maintenance'),
      ]);
    }
  });

  test('signedOutAs200: a frame page answers with the sign-in form under its own address', async ({
    visit,
  }) => {
    const { context } = await visit({ signedOutAs200: true });
    const answer = await context.request.get('app/pages/Units.aspx');
    expect([answer.status(), new URL(answer.url()).pathname]).toEqual([200, '/app/pages/Units.aspx']);
    expect(await answer.text()).toContain('txtPassword');
  });

  test('logoutAtRequest: the n-th next request ends the session, and only that one', async ({ office }) => {
    office.harbor.switches.logoutAtRequest = 3;
    const get = async () =>
      (await office.context.request.get('app/pages/Units.aspx')).url().includes('login');
    expect([await get(), await get(), await get()]).toEqual([false, false, true]);
    await office.signOn();
    expect([await get(), office.harbor.switches.logoutAtRequest]).toEqual([false, 0]);
  });

  test('slowMs: every page takes that much longer', async ({ office: { harbor, context } }) => {
    harbor.switches.slowMs = 300;
    const started = performance.now();
    await context.request.get('app/pages/Units.aspx');
    expect(performance.now() - started).toBeGreaterThanOrEqual(295);
  });
});

test.describe('Harbor switched wrong on its pages', () => {
  /** What the first or a later page of the work orders shows. */
  async function workOrders({ page, harbor }: Office, switches: Partial<HarborSwitches>, turnTo = 1) {
    Object.assign(harbor.switches, switches);
    await page.goto('app/pages/WorkOrders.aspx');
    if (turnTo > 1)
      await page
        .locator('.pager')
        .getByRole('link', { name: String(turnTo) })
        .click();
    await page.locator('#grdWorkOrders_PageLabel', { hasText: `Page ${turnTo} ` }).waitFor();
    return {
      headings: await page.locator('#grdWorkOrders th').allInnerTexts(),
      bar: (await page.locator('.record-bar span').allTextContents()).join(', '),
      rows: await page
        .locator('#grdWorkOrders tr.row')
        .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent.trim()))),
    };
  }

  test('dropLastPage: the pager ends too early, the record count stays', async ({ office }) => {
    expect((await workOrders(office, { dropLastPage: true }, 6)).bar).toBe('138 records, Page 6 of 6');
  });

  test('repeatPage: page 2 shows the rows of page 1', async ({ office }) => {
    const first = await workOrders(office, {});
    const second = await workOrders(office, { repeatPage: true }, 2);
    expect(second.rows).toEqual(first.rows);
    expect(second.bar).toBe('138 records, Page 2 of 7');
  });

  test('shiftColumn: the cells stand one column to the right', async ({ office }) => {
    const right = await workOrders(office, {});
    const shifted = await workOrders(office, { shiftColumn: true });
    expect(shifted.headings).toEqual(right.headings);
    expect(shifted.rows[0]).toEqual(['', ...(right.rows[0]?.slice(0, -1) ?? [])]);
  });

  test('renameHeading: one heading has another name', async ({ office }) => {
    const right = await workOrders(office, {});
    const renamed = await workOrders(office, { renameHeading: true });
    expect(renamed.headings.filter((heading) => !right.headings.includes(heading))).toEqual(['Opened Ref']);
  });

  test('truncateRows: a page leaves out its last row', async ({ office }) => {
    const right = await workOrders(office, {});
    const truncated = await workOrders(office, { truncateRows: true });
    expect(truncated).toEqual({ ...right, rows: right.rows.slice(0, 19) });
  });

  test('latePostback: what was being filled in is gone 300 ms after the page came', async ({ office }) => {
    // Fills in the status as soon as the first document is there, however slow this machine is.
    await office.page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        if (sessionStorage.getItem('filled')) return;
        document.querySelector<HTMLSelectElement>('#ddlStatus')!.value = 'On hold';
        sessionStorage.setItem('filled', 'yes');
      });
    });
    office.harbor.switches.latePostback = true;
    await office.page.goto('app/pages/WorkOrders.aspx');
    await expect(office.page.locator('#ddlStatus')).toHaveValue('');
    expect(await office.page.evaluate(() => sessionStorage.getItem('filled'))).toBe('yes');
    const { requests } = office.harbor.inspect();
    const list = requests.filter(({ path }) => path.endsWith('WorkOrders.aspx'));
    expect(list.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect((list[1]?.startedAt ?? 0) - (list[0]?.endedAt ?? 0)).toBeGreaterThanOrEqual(290);
  });

  test('dialog: a page with a grid opens an alert', async ({ office }) => {
    const alert = office.page.waitForEvent('dialog');
    await Promise.all([workOrders(office, { dialog: true }), alert.then((dialog) => dialog.accept())]);
    expect((await alert).message()).toBe('3 leases expire within 30 days.');
  });

  test('brokenTotals: the balance due is not what the lines come to', async ({
    office: { page, harbor },
  }) => {
    await page.goto('app/pages/TenantLedger.aspx?tenant=T-1001');
    const due = page.locator('.totals td:last-child');
    const right = await due.textContent();
    harbor.switches.brokenTotals = true;
    await page.reload();
    await expect(due).not.toHaveText(right ?? '');
    await expect(page.locator('#grdLedger tr.row td:last-child').last()).toHaveText(right ?? '');
  });

  test('latin1: names arrive as Latin-1 bytes under a UTF-8 header', async ({
    office: { context, harbor },
  }) => {
    const read = async () => {
      const answer = await context.request.get('app/pages/TenantLedger.aspx?tenant=T-1076');
      expect(answer.headers()['content-type']?.toLowerCase()).toBe('text/html; charset=utf-8');
      return answer.body();
    };
    expect((await read()).includes(Buffer.from('Müller', 'utf8'))).toBe(true);
    harbor.switches.latin1 = true;
    expect((await read()).includes(Buffer.from('Müller', 'utf8'))).toBe(false);
    expect((await read()).includes(Buffer.from('Müller', 'latin1'))).toBe(true);
  });

  test('reportStuck: a report goes on running', async ({ office: { page, harbor } }) => {
    harbor.switches.reportStuck = true;
    await page.goto('app/pages/RentRoll.aspx');
    await page.locator('#btnSubmit').click();
    await page.locator('#lblMessage', { hasText: 'queued' }).waitFor();
    await page.goto('app/pages/ReportMonitor.aspx');
    const refreshes = () =>
      harbor.inspect().requests.filter(({ method, path }) => method === 'POST' && /Monitor/.test(path));
    await expect.poll(() => refreshes().length, { intervals: [50] }).toBeGreaterThan(5);
    await expect(page.locator('#grdReports')).toContainText('Running');
  });
});
