import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../src/browser/find.ts';
import { OneWire } from '../../src/browser/wire/one-wire.ts';
import { DroppingApp } from '../support/dropping-app.ts';

let browser: Browser;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const { executablePath } = await findBrowser({ headless: true }, chromium.executablePath());
  browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu', '--disable-background-networking', '--disable-http2', '--disable-quic'],
  });
});

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

afterAll(() => browser.close());

/** A page of the app behind a wire that is sealed before a POST is let go, if `sealed`. */
async function open({ secure = false, sealed = true } = {}) {
  const app = await DroppingApp.open(secure);
  const wire = await OneWire.open();
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    proxy: { server: wire.url, bypass: '<-loopback>' },
  });
  closers.push(
    () => app.close(),
    () => wire.close(),
    () => context.close(),
  );
  await context.route('**/do/*', async (route) => {
    if (sealed) wire.seal('localhost', app.port);
    await route.continue();
  });
  return { app, wire, page: await context.newPage() };
}

/** Sends the form, and answers with its status, or why there is none. Chromium has given up by then. */
async function send(page: Page, how: string): Promise<number | string> {
  const over = new Promise<number | string>((resolve) => {
    page.on('response', (response) => response.request().method() === 'POST' && resolve(response.status()));
    page.on('requestfailed', (request) => {
      if (request.method() === 'POST') resolve(request.failure()?.errorText ?? '');
    });
  });
  await page.click(`#${how}`, { noWaitAfter: true });
  return over;
}

/** How many GETs of the page were answered with this text. */
const get = (page: Page, path: string, count: number) =>
  page.evaluate(
    async ([from, times]) => {
      const texts = Array.from({ length: times }, async () => (await fetch(from)).text().catch(String));
      return Promise.all(texts);
    },
    [path, count] as const,
  );

describe.each([
  ['http', false],
  ['https', true],
] as const)('a POST over %s', (_scheme, secure) => {
  test.each(['document', 'fetch', 'xhr'])(
    '(%s) whose connection breaks arrives twice through an open wire, once through a sealed one',
    async (how) => {
      const unsealed = await open({ secure, sealed: false });
      await unsealed.page.goto(`${unsealed.app.url}/form/drop`);
      expect(await send(unsealed.page, how)).toMatch(/^net::ERR_/);
      expect(unsealed.app.arrivals).toEqual([
        { path: '/do/drop', reused: true },
        { path: '/do/drop', reused: false },
      ]);

      const { app, page } = await open({ secure });
      await page.goto(`${app.url}/form/drop`);
      expect(await send(page, how)).toMatch(/^net::ERR_/);
      expect(app.arrivals).toEqual([{ path: '/do/drop', reused: false }]);
    },
  );

  test('whose connection breaks arrives once from a busy page too', async () => {
    const arrivals = async (sealed: boolean) => {
      const { app, page } = await open({ secure, sealed });
      await page.goto(`${app.url}/form/drop`);
      await get(page, '/together?n=6', 6);
      await send(page, 'fetch');
      return app.arrivals.length;
    };
    expect(await arrivals(false)).toBe(7);
    expect(await arrivals(true)).toBe(1);
  });

  test('is answered through a sealed wire, and everything works after it', async () => {
    const { app, wire, page } = await open({ secure });
    await page.goto(`${app.url}/form/ok`);
    for (let i = 0; i < 3; i++) {
      expect(await send(page, 'fetch')).toBe(200);
      expect(wire.sealed).toBe(true);
      wire.lift();
      expect(await get(page, '/together?n=4', 4)).toEqual(Array(4).fill('together'));
    }
    expect(app.arrivals).toHaveLength(3);
  });

  test.each([408, 421])('that is answered with %i is not sent again', async (status) => {
    const arrivals = async (sealed: boolean) => {
      const { app, page } = await open({ secure, sealed });
      await page.goto(`${app.url}/form/${status}`);
      await send(page, 'fetch');
      return app.arrivals.length;
    };
    expect(await arrivals(false)).toBeGreaterThan(1);
    expect(await arrivals(true)).toBe(1);
  });

  test.each(['later', 'later-and-close'])(
    'that is answered (%s) leaves the page’s GETs whole',
    async (how) => {
      const { app, wire, page } = await open({ secure });
      const elsewhere = await DroppingApp.open(secure);
      closers.push(() => elsewhere.close());
      await page.goto(`${app.url}/form/${how}`);
      const before = get(page, '/held', 3);
      await app.holds(3);
      const sent = send(page, 'fetch');
      await app.holds(4);
      const asked = page.waitForRequest('**/quick');
      const meanwhile = get(page, '/quick', 5);
      await asked;
      // The browser has its answer from another target by then, so it has asked for a connection to this one as well.
      expect(
        await page.evaluate((url) => fetch(url, { mode: 'no-cors' }).then(() => 'there'), elsewhere.url),
      ).toBe('there');
      app.letGo();
      expect(await before).toEqual(Array(3).fill('held'));
      expect(await sent).toBe(200);
      wire.lift();
      expect(await meanwhile).toEqual(Array(5).fill('quick'));
    },
  );

  test('takes its turn when a GET is first on the only connection', async () => {
    const { app, wire, page } = await open({ secure });
    await page.goto(`${app.url}/form/ok`);
    wire.seal('localhost', app.port);
    const first = get(page, '/held', 1);
    await app.holds(1);
    const sent = send(page, 'xhr');
    app.letGo();
    expect(await first).toEqual(['held']);
    expect(await sent).toBe(200);
    expect(app.arrivals).toEqual([{ path: '/do/ok', reused: true }]);
  });
});
