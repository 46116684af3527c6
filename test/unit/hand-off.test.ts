import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Browser } from 'playwright';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import type { ConfigInput } from '../../src/config/schema.ts';
import { TimeLimit } from '../../src/hand-off/time-limit.ts';
import type { NeedsRecord } from '../../src/journal/journal.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';
import { launchBrowser } from '../support/page.ts';
import {
  clickInPicture,
  giveCode,
  harborCode,
  openHandOff,
  placeAtHarborsDoor,
  pressDone,
} from '../support/person.ts';

type Engine = Awaited<ReturnType<typeof startEngine>>;

let browser: Browser;
let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;

const call = { tool: 'harbor_list_work_orders', args: { account: 'lakeside', building: 'HBR' } };
const ask = 'Harbor asks for a code of the authenticator app';

function config(more: Partial<ConfigInput> = {}): ConfigInput {
  process.env['HARBOR_CLERK'] = 'harbor-demo';
  process.env['HARBOR_MANAGER'] = 'harbor-keys';
  const account = { app: 'harbor', url: harbor.url };
  return {
    store: folder.path,
    logLevel: 'silent',
    accounts: {
      lakeside: { ...account, username: 'clerk', password: 'env:HARBOR_CLERK' },
      uptown: { ...account, username: 'manager', password: 'env:HARBOR_MANAGER' },
    },
    ...more,
  };
}

/** Starts a run and waits until it is parked. */
async function park(args = call.args): Promise<{ id: string; needs: NeedsRecord }> {
  const id = await engine.runs.start({ ...call, args });
  const report = await engine.runs.wait(id, 30_000);
  expect(report).toMatchObject({ state: 'needs_human', account: args.account });
  return { id, needs: report.needs! };
}

const queue = () => engine.tickets.length('lakeside');

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  harbor = await startHarbor({ switches: { oneTimeCode: true } });
  folder = await temporaryFolder();
  engine = await startEngine(config());
});
afterEach(async () => {
  await engine.close();
  await folder[Symbol.asyncDispose]();
  await harbor.close();
});

describe('a run whose sign-in needs a person', () => {
  test('parks at once, says what, where and until when, and keeps its lane', async () => {
    const { id, needs } = await park();
    expect(needs).toMatchObject({ what: `Harbor Property Manager says: "${ask}"`, takesCode: true });
    expect(needs.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/);
    expect(needs.until - Date.now()).toBeGreaterThan(9 * 60_000);
    expect(needs.until - Date.now()).toBeLessThanOrEqual(10 * 60_000);
    expect(await queue()).toEqual({ running: 1, waiting: 0 });
    const [listed] = await engine.runs.list(1);
    expect(listed).toMatchObject({ id, state: 'needs_human' });
  });

  test('goes on when the person gives the code, and answers right', async () => {
    const { id, needs } = await park();
    const person = await openHandOff(browser, needs.url);
    expect(await person.locator('#account').innerText()).toBe('Harbor Property Manager, login “lakeside”');
    expect(await giveCode(person, harborCode())).toBe('Signed in. You can close this window.');
    const report = await engine.runs.wait(id, 30_000);
    expect(report.error).toBeUndefined();
    expect(report).toMatchObject({ state: 'done', output: { complete: { proven: true } } });
    const { records } = harbor.inspect();
    const expected = records.workOrders.filter(({ building }) => building === 'HBR');
    const { work_orders } = report.output as { work_orders: { number: string }[] };
    expect(work_orders.map(({ number }) => number).toSorted()).toEqual(
      expected.map(({ number }) => number).toSorted(),
    );
    expect(report.needs).toBeUndefined();
    expect(report.steps[0]).toMatchObject({ title: 'wait for a person', outcome: 'done' });
    expect(harbor.inspect().signIns.map(({ outcome }) => outcome)).toEqual(['code_asked', 'signed_in']);
  });

  test('shows the person what the application says to a wrong code, on the same page', async () => {
    const { id, needs } = await park();
    const person = await openHandOff(browser, needs.url);
    expect(await giveCode(person, '000000')).toContain('The code is not correct.');
    expect(await giveCode(person, harborCode())).toMatch(/^Signed in/);
    expect(await engine.runs.wait(id, 30_000)).toMatchObject({ state: 'done' });
  });

  test('has the person click a notice away through the picture', async () => {
    Object.assign(harbor.switches, { oneTimeCode: false, interstitial: 'notice' });
    const { id, needs } = await park();
    expect(needs).toMatchObject({
      what: expect.stringContaining('Resident information is confidential') as string,
      takesCode: false,
    });
    const person = await openHandOff(browser, needs.url);
    expect(await person.locator('#code').isVisible()).toBe(false);
    // Nothing has been clicked: the same screen is asked about again.
    expect(await pressDone(person)).toContain('Resident information');
    const at = await placeAtHarborsDoor(browser, harbor.url, '#btnAcknowledge');
    await clickInPicture(person, at.x, at.y);
    expect(await pressDone(person)).toMatch(/^Signed in/);
    expect(await engine.runs.wait(id, 30_000)).toMatchObject({ state: 'done' });
  });

  test('takes what the person types on the picture', async () => {
    const { id, needs } = await park();
    const person = await openHandOff(browser, needs.url);
    const at = await placeAtHarborsDoor(browser, harbor.url, '#txtCode');
    await clickInPicture(person, at.x, at.y);
    await person.keyboard.type(harborCode());
    await person.keyboard.press('Enter');
    expect(await pressDone(person)).toMatch(/^Signed in/);
    expect(await engine.runs.wait(id, 30_000)).toMatchObject({ state: 'done' });
  });

  test('does not spend its own time limit on the person', () => {
    vi.useFakeTimers();
    try {
      const limit = new TimeLimit(120, () => new Error('over'));
      vi.advanceTimersByTime(20);
      limit.pause();
      vi.advanceTimersByTime(3_600_000);
      limit.resume();
      vi.advanceTimersByTime(99);
      expect(limit.signal.aborted).toBe(false);
      vi.advanceTimersByTime(1);
      expect(limit.signal.aborted).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test('lets who waits behind it know', async () => {
    const { id } = await park();
    const messages: string[] = [];
    const second = await engine.runs.start(call);
    const ended = engine.runs.wait(second, 30_000, ({ message }) => messages.push(message));
    await expect
      .poll(() => messages.at(-1))
      .toBe('1 run is ahead on the account "lakeside"; the first waits for a person');
    await engine.runs.cancel(second);
    await ended;
    await engine.runs.cancel(id);
  });

  test('leaves two accounts to two people at a time', async () => {
    const lakeside = await park();
    const uptown = await park({ ...call.args, account: 'uptown' });
    expect(uptown.needs.url).not.toBe(lakeside.needs.url);
    const [one, other] = await Promise.all([
      openHandOff(browser, lakeside.needs.url),
      openHandOff(browser, uptown.needs.url),
    ]);
    expect(await giveCode(other, harborCode('manager'))).toMatch(/^Signed in/);
    expect((await fetch(uptown.needs.url)).status).toBe(404);
    expect((await engine.runs.wait(uptown.id, 30_000)).state).toBe('done');
    expect(await giveCode(one, harborCode('clerk'))).toMatch(/^Signed in/);
    expect((await engine.runs.wait(lakeside.id, 30_000)).state).toBe('done');
    await expect.poll(() => fetch(uptown.needs.url).catch(() => 'nobody listens')).toBe('nobody listens');
  });
});

describe('a wait for a person ends', () => {
  test('when nobody comes: the error says what to do, and the lane is free', async () => {
    await engine.close();
    engine = await startEngine(config({ humanWait: 0.03 }));
    const { id, needs } = await park();
    const report = await engine.runs.wait(id, 30_000);
    expect(report).toMatchObject({
      state: 'failed',
      error: {
        code: 'NEEDS_HUMAN',
        message: expect.stringMatching(/^Nobody came in time.*authenticator/) as string,
        hint: expect.stringContaining('sidedoor login lakeside') as string,
      },
    });
    expect(report.steps).toMatchObject([{ title: 'wait for a person', outcome: 'failed' }]);
    await expect.poll(queue).toEqual({ running: 0, waiting: 0 });
    await expect.poll(() => fetch(needs.url).catch(() => 'nobody listens')).toBe('nobody listens');
  });

  test('at once when the run is called off, and whoever looks is told', async () => {
    const { id, needs } = await park();
    const person = await openHandOff(browser, needs.url);
    const began = Date.now();
    expect(await engine.runs.cancel(id)).toMatchObject({ state: 'cancelled', error: { code: 'CANCELLED' } });
    // Far from the ten minutes that a person has.
    expect(Date.now() - began).toBeLessThan(60_000);
    await expect.poll(queue).toEqual({ running: 0, waiting: 0 });
    await person.getByText('This is over.').waitFor();
  });
});
