import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import type { ConfigInput } from '../../src/config/schema.ts';
import type { NeedsRecord } from '../../src/journal/journal.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';
import { launchBrowser } from '../support/page.ts';
import {
  clickInPicture,
  harborCode,
  openHandOff,
  pixels,
  placeAtHarborsDoor,
  status,
} from '../support/person.ts';

type Engine = Awaited<ReturnType<typeof startEngine>>;

let browser: Browser;
let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;

const call = { tool: 'harbor_list_work_orders', args: { account: 'lakeside', building: 'HBR' } };

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

describe('the hand-off page', () => {
  test('answers 404 without a hint at any other address', async () => {
    const { needs } = await park();
    const { origin, pathname } = new URL(needs.url);
    const token = pathname.slice(1, -1);
    const guess = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    const paths = ['/', `/${guess}/`, `/${guess}/picture`, `/${token}`, `/${token}/nothing`, '/x/view'];
    for (const path of paths) {
      const answer = await fetch(origin + path);
      expect([path, answer.status, await answer.text()]).toEqual([path, 404, 'Not found']);
    }
    expect((await fetch(needs.url)).status).toBe(200);
  });

  test('lets no other site in: neither by its own name nor by a request from it', async () => {
    const { id, needs } = await park();
    const { host, origin } = new URL(needs.url);
    const json = { 'content-type': 'application/json' };
    const code = JSON.stringify({ code: harborCode() });
    const send = (path: string, headers: Record<string, string>, body = code) =>
      status(`${needs.url}${path}`, { method: 'POST', headers, body });
    expect(await send('code', { ...json, origin: 'https://evil.example' })).toBe(403);
    expect(await send('code', { ...json, origin: 'null' })).toBe(403);
    expect(await send('code', json)).toBe(403);
    expect(await send('code', { ...json, origin: `http://evil.example:${new URL(origin).port}` })).toBe(403);
    expect(await send('code', { ...json, origin, host: `evil.example:${new URL(origin).port}` })).toBe(403);
    expect(await send('done', { ...json, origin: 'https://evil.example' }, '{}')).toBe(403);
    expect(await status(needs.url, { headers: { host: 'evil.example' } })).toBe(403);
    // What a form of another site could send without asking, even if it had our origin.
    expect(await send('code', { 'content-type': 'text/plain', origin })).toBe(400);
    for (const path of ['code', 'done', 'act']) expect((await fetch(needs.url + path)).status).toBe(404);
    expect(harbor.inspect().signIns.map(({ outcome }) => outcome)).toEqual(['code_asked']);
    expect(await engine.runs.wait(id, 0)).toMatchObject({ state: 'needs_human' });
    // The very same request from the page itself.
    expect(await send('code', { ...json, origin, host })).toBe(200);
    expect(await engine.runs.wait(id, 30_000)).toMatchObject({ state: 'done' });
  });

  test('repeats no secret that the application says', async () => {
    harbor.resetPassword('clerk', 'authenticator');
    process.env['HARBOR_CLERK'] = 'authenticator';
    const { needs } = await park();
    const person = await openHandOff(browser, needs.url);
    const shown = await person.locator('#says').innerText();
    const sent = await (await fetch(`${needs.url}view`)).text();
    for (const text of [needs.what, shown, sent]) {
      expect(text).toContain('Harbor asks for a code of the');
      expect(text).not.toContain('authenticator');
    }
  });

  test('does nothing but what a person does on a picture, and types no code where none is asked for', async () => {
    Object.assign(harbor.switches, { oneTimeCode: false, interstitial: 'notice' });
    const { id, needs } = await park();
    const { origin, host } = new URL(needs.url);
    const headers = { 'content-type': 'application/json', origin, host };
    const send = (path: string, body: unknown) =>
      status(`${needs.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(await send('act', { kind: 'press', key: 'Alt+F4' })).toBe(400);
    expect(await send('act', { kind: 'goto', url: 'https://evil.example' })).toBe(400);
    expect(await send('act', { kind: 'click', x: -1, y: 0 })).toBe(400);
    expect(await send('act', { kind: 'type', text: 'x'.repeat(20_000) })).toBe(413);
    expect(await send('code', { code: '123456' })).toBe(409);
    expect(await send('act', { kind: 'press', key: 'Tab' })).toBe(204);
    expect(await engine.runs.wait(id, 0)).toMatchObject({ state: 'needs_human' });
    expect(harbor.inspect().codes).toEqual([]);
  });

  test('is gone once its sign-in is over, also while another one is open', async () => {
    const other = await park({ ...call.args, account: 'uptown' });
    const { id, needs } = await park();
    await engine.runs.cancel(id);
    await engine.runs.wait(id, 30_000);
    const { origin, host } = new URL(needs.url);
    const headers = { 'content-type': 'application/json', origin, host };
    const late = { method: 'POST', headers, body: JSON.stringify({ code: harborCode() }) };
    expect(new URL(other.needs.url).origin).toBe(origin);
    expect(await status(`${needs.url}code`, late)).toBe(404);
    for (const path of ['', 'view', 'picture']) expect((await fetch(needs.url + path)).status).toBe(404);
    expect((await fetch(other.needs.url)).status).toBe(200);
    expect(harbor.inspect().codes).toEqual([]);
  });

  test('is not framed, not cached, refers to nobody and loads nothing from elsewhere', async () => {
    const { needs } = await park();
    const { headers } = await fetch(needs.url);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    const person = await browser.newPage();
    const hosts = new Set<string>();
    const complaints: string[] = [];
    person.on('request', (sent) => {
      if (sent.url().startsWith('http')) hosts.add(new URL(sent.url()).origin);
    });
    person.on('console', (message) => complaints.push(message.text()));
    await person.goto(needs.url);
    await person.locator('#picture[src^="blob:"]').waitFor();
    expect([...hosts]).toEqual([new URL(needs.url).origin]);
    expect(complaints).toEqual([]);
    const framed = await browser.newPage();
    await framed.setContent(`<iframe src="${needs.url}"></iframe>`);
    await expect.poll(() => framed.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
  });

  test('shows the fields for secrets blotted out', async () => {
    const { needs } = await park();
    const person = await openHandOff(browser, needs.url);
    const at = await placeAtHarborsDoor(browser, harbor.url, '#txtCode');
    await clickInPicture(person, at.x, at.y);
    await person.keyboard.type('424242');
    const brightest = async (...place: [number, number, number, number]) =>
      Math.max(...(await pixels(person, ...place)));
    // A picture that is not there yet is black all over.
    await expect
      .poll(async () => [await brightest(at.x - 20, at.y - 3, 40, 6), await brightest(480, 200, 300, 40)])
      .toEqual([
        expect.toSatisfy((field: number) => field < 30),
        expect.toSatisfy((paper: number) => paper > 200),
      ]);
  });
});
