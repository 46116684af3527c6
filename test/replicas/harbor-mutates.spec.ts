import type { BrowserContext } from 'playwright';
import { harbor as app } from '../../flows/harbor/app.ts';
import rentRoll from '../../flows/harbor/rent-roll.flow.ts';
import tenantLedger from '../../flows/harbor/tenant-ledger.flow.ts';
import listWorkOrders from '../../flows/harbor/work-orders.flow.ts';
import type { OutgoingRequest } from '../../src/flow/outgoing-request.ts';
import { expect, test } from './harbor-office.ts';
import { outgoing } from './write-player.ts';

/** Every page of the application, and whether it has a save button. */
const pages: Record<string, string[]> = {
  'Dashboard.aspx': [],
  'Properties.aspx': [],
  'Units.aspx': [],
  'Tenants.aspx': [],
  'TenantLedger.aspx?tenant=T-1001': [],
  'TenantLookup.aspx': [],
  'WorkOrders.aspx': [],
  'WorkOrder.aspx?no=WO-24125': ['btnAddNote', 'btnChangeStatus'],
  'NewWorkOrder.aspx': ['btnSave'],
  'PayableBatches.aspx': [],
  'PayableBatch.aspx?no=B-5001': [],
  'NewPayableBatch.aspx': ['btnPost'],
  'RentRoll.aspx': [],
  'ReportMonitor.aspx': [],
};

/** Everything that a page can be asked to do: what its links, lists and buttons send. */
async function offersOf(context: BrowserContext, path: string): Promise<OutgoingRequest[]> {
  const page = await context.newPage();
  try {
    await page.goto(`app/pages/${path}`);
    const { hidden, events, buttons } = await page.evaluate(() => ({
      hidden: [...document.querySelectorAll<HTMLInputElement>('input[type=hidden]')].map(
        ({ name, value }) => [name, value] as [string, string],
      ),
      events: [
        ...document.documentElement.outerHTML.matchAll(/__doPostBack\(\\?'(\w+)\\?',\\?'([^'\\]*)/g),
      ].map(([, target = '', argument = '']) => [target, argument] as const),
      buttons: [...document.querySelectorAll<HTMLInputElement>('input[type=submit]')].map(({ name }) => name),
    }));
    const offer = (fields: Record<string, string>): OutgoingRequest => {
      const form = new URLSearchParams([...new Map([...hidden, ...Object.entries(fields)])]);
      return { method: 'POST', url: new URL(page.url()), form, body: form.toString() };
    };
    return [
      ...events.map(([target, argument]) => offer({ __EVENTTARGET: target, __EVENTARGUMENT: argument })),
      ...buttons.map((button) => offer({ [button]: 'x' })),
    ];
  } finally {
    await page.close();
  }
}

test.describe("what Harbor's pack takes for a change", () => {
  test('nothing that a read flow sends', async ({ office: { context, run } }) => {
    const sent: OutgoingRequest[] = [];
    context.on('request', (request) => sent.push(outgoing(request)));
    await run(listWorkOrders, {});
    await run(listWorkOrders, { status: 'On hold', building: 'CDR' });
    await run(tenantLedger, { tenant: 'Müller' });
    await run(rentRoll, { as_of: '2026-11-20', building: 'STN' });
    const posts = sent.filter(({ method }) => method === 'POST');
    expect(posts.length).toBeGreaterThan(10);
    expect(posts.filter((request) => app.mutates?.(request)).map(({ body }) => body)).toEqual([]);
  });

  for (const [path, saves] of Object.entries(pages)) {
    test(`${path}: ${saves.join(', ') || 'nothing'}; and what it takes for none changes no record`, async ({
      office: { context, harbor },
    }) => {
      const offers = await offersOf(context, path);
      const changes = offers.filter((request) => app.mutates?.(request));
      expect(changes.map(({ form }) => [...form.keys()].at(-1))).toEqual(saves);

      const { reports: _none, ...before } = harbor.inspect().records;
      const harmless = offers.filter((request) => !app.mutates?.(request));
      expect(harmless.length).toBeGreaterThan(0);
      for (const { url, form } of harmless) {
        const answer = await context.request.post(url.href, { form: Object.fromEntries(form) });
        expect(answer.status()).toBe(200);
      }
      const { reports: _queued, ...after } = harbor.inspect().records;
      expect(after).toEqual(before);
      expect(harbor.inspect().saves).toEqual([]);
    });
  }

  test('whatever it does not know', async () => {
    const request = (path: string, form: Record<string, string>, method = 'POST'): OutgoingRequest => ({
      method,
      url: new URL(path, 'http://harbor.test/app/pages/'),
      form: new URLSearchParams(form),
      body: '',
    });
    const changes = [
      request('Units.aspx', {}),
      request('Units.aspx', { __EVENTTARGET: 'lnkDelete' }),
      request('Units.aspx', { btnSubmit: 'Submit' }),
      request('Units.aspx', { btnSearch: 'Search', btnSave: 'Save' }),
      request('Units.aspx', { __EVENTTARGET: 'grdUnits', btnSave: 'Save' }),
      request('Units.aspx', { __EVENTTARGET: 'lnkRefresh' }, 'DELETE'),
      request('Upload.ashx', {}, 'PUT'),
    ];
    for (const each of changes) expect(app.mutates?.(each)).toBe(true);
    expect(app.mutates?.(request('WorkOrders.aspx', {}, 'GET'))).toBe(false);
  });
});
