import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserHost } from '../../src/browser/browser.ts';
import { byMethod, Gate } from '../../src/browser/gate/gate.ts';
import { startOpenHouse } from '../support/open-house.ts';
import type { OpenHouse } from '../support/open-house.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const browser = new BrowserHost({ headless: true }, silent as never);
let house: OpenHouse;

beforeAll(async () => {
  house = await startOpenHouse();
});
afterAll(async () => {
  await browser.close();
  await house[Symbol.asyncDispose]();
});

async function enter(gate: Gate): Promise<Page> {
  const context = await browser.newContext({ baseURL: house.url }, gate);
  const page = await context.newPage();
  await page.goto('/');
  return page;
}

/** Submits a form of the page's own making. */
const submit = (page: Page, action: string, target = '_self') =>
  page.evaluate(
    ([address, name]) => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: address, target: name });
      document.body.append(form);
      form.submit();
    },
    [action, target] as const,
  );

/** Every way out of a browser that is known to us, and what it would leave at the server. */
const channels: Record<string, (page: Page) => Promise<unknown>> = {
  'a form': (page) => submit(page, '/form'),
  'a form of a frame': (page) =>
    page.frameLocator('[name=inner]').locator('button').click({ noWaitAfter: true }),
  'a form into a new window': (page) => submit(page, '/popup', '_blank'),
  'a form into a new window on another site': (page) => submit(page, `${house.elsewhere}popup`, '_blank'),
  'a form into a download': (page) => submit(page, '/download', 'inner'),
  fetch: (page) => page.evaluate(() => fetch('/fetch', { method: 'POST', body: 'x' }).catch(() => 0)),
  'fetch with another method': (page) =>
    page.evaluate(() => fetch('/deleted', { method: 'DELETE' }).catch(() => 0)),
  XHR: (page) =>
    page.evaluate(() => {
      const request = new XMLHttpRequest();
      request.open('PUT', '/xhr');
      request.send('x');
    }),
  'a beacon': (page) => page.evaluate(() => navigator.sendBeacon('/beacon', 'x')),
  'a ping of a link': (page) =>
    page.evaluate(() => {
      const link = document.createElement('a');
      Object.assign(link, { href: '#here', ping: '/ping' });
      document.body.append(link);
      link.click();
    }),
  'fetch that outlives its page': (page) =>
    page.evaluate(() => void fetch('/kept-alive', { method: 'POST', keepalive: true }).catch(() => 0)),
  'a beacon when the page is left': async (page) => {
    await page.evaluate(() => addEventListener('pagehide', () => navigator.sendBeacon('/left', 'x')));
    await page.goto('about:blank');
  },
  'a beacon when the page is closed': async (page) => {
    await page.evaluate(() =>
      addEventListener('pagehide', () => {
        navigator.sendBeacon('/closed', 'x');
        void fetch('/closed-fetch', { method: 'POST', keepalive: true });
      }),
    );
    await page.close({ runBeforeUnload: true });
  },
  'a worker': (page) => page.evaluate(() => void new Worker('/worker.js')),
  'a worker made out of text': (page) =>
    page.evaluate(() => {
      const script = `fetch('${location.origin}/from-text', { method: 'POST', mode: 'no-cors' });
        new WebSocket('ws://${location.host}/socket-from-text');`;
      void new Worker(URL.createObjectURL(new Blob([script])));
    }),
  'a shared worker': (page) => page.evaluate(() => void new SharedWorker('/shared.js')),
  'a service worker': (page) =>
    page.evaluate(() => navigator.serviceWorker?.register('/service.js').catch(() => 0)),
  'a WebSocket': (page) =>
    page.evaluate(() => {
      try {
        void new WebSocket(`ws://${location.host}/socket`);
      } catch {
        // There is none.
      }
    }),
  'a frame of another site': async (page) => {
    await page.evaluate((address) => {
      const frame = document.createElement('iframe');
      Object.assign(frame, { name: 'foreign', src: address });
      document.body.append(frame);
    }, `${house.elsewhere}inner`);
    await page.frameLocator('[name=foreign]').locator('button').click({ noWaitAfter: true });
  },
  "a flow's route": async (page) => {
    await page
      .route('**/routed', (route) => route.fetch({ method: 'POST', postData: 'x' }).then(() => route.abort()))
      .catch(() => 0);
    await page.evaluate(() => fetch('/routed').catch(() => 0));
  },
  "a flow's request off its page": (page) => page.request.post('/off-page').catch(() => 0),
};

/** Whatever was on its way has arrived when this has: the server answers in order. */
async function settled(page: Page): Promise<void> {
  const watcher = await page.context().newPage();
  for (const time of [50, 300]) {
    await watcher.goto(`/settled-${time}`);
    await watcher.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), time);
  }
  await page.context().close();
}

describe('behind its closed gate a session gets nothing out by', () => {
  for (const [name, send] of Object.entries(channels)) {
    test(name, async () => {
      const page = await enter(new Gate());
      const before = house.writes().length;
      await send(page);
      await settled(page);
      expect(house.writes().slice(before)).toEqual([]);
    });
  }

  test('an image whose address tells the app to do something, where the app says that this is one', async () => {
    const page = await enter(new Gate(({ url }) => url.searchParams.has('do')));
    const before = house.writes().length;
    await page.evaluate(() => void (new Image().src = '/?do=delete'));
    await submit(page, '/?do=post');
    await settled(page);
    expect(house.writes().slice(before)).toEqual([]);
  });
});

describe('with the gate open', () => {
  test('every one of these ways but sockets, service workers and routes does get out: the check can fail', async () => {
    const never = ['a service worker', 'a WebSocket', "a flow's route"];
    for (const [name, send] of Object.entries(channels)) {
      const gate = new Gate();
      const page = await enter(gate);
      const before = house.writes().length;
      await gate.open(async () => {
        await send(page);
        await expect
          .poll(() => house.writes().length > before || never.includes(name), {
            message: name,
            timeout: 10_000,
          })
          .toBe(true);
      });
      await page.context().close();
    }
  });
});

describe('at a commit', () => {
  const commit = (gate: Gate, path: string) => {
    const passed: string[] = [];
    gate.declare({
      sends: ({ url }) => url.pathname === path,
      pass: async ({ url }) => {
        passed.push(url.pathname);
        return true;
      },
      left: () => undefined,
      answered: () => undefined,
    });
    return passed;
  };

  test('the declared request leaves once, however often it is sent, and no other', async () => {
    const gate = new Gate();
    const page = await enter(gate);
    const passed = commit(gate, '/wanted');
    const before = house.writes().length;
    await page.evaluate(async () => {
      const send = (address: string) => fetch(address, { method: 'POST' }).catch(() => 0);
      await Promise.all([send('/wanted'), send('/wanted'), send('/other'), send('/wanted')]);
    });
    gate.shut();
    await page.evaluate(() => fetch('/wanted', { method: 'POST' }).catch(() => 0));
    await settled(page);
    expect(passed).toEqual(['/wanted']);
    expect(house.writes().slice(before)).toEqual(['POST /wanted']);
    expect(gate.stopped.map(({ why }) => why)).toEqual(
      expect.arrayContaining(['a second time', 'not the request that commit declares', 'outside of commit']),
    );
  });

  test('what one session declares opens nothing for another', async () => {
    const ours = new Gate();
    const theirs = new Gate();
    const [page, other] = [await enter(ours), await enter(theirs)];
    const passed = commit(ours, '/wanted');
    const before = house.writes().length;
    await other.evaluate(() => fetch('/wanted', { method: 'POST' }).catch(() => 0));
    await submit(other, '/wanted', 'inner');
    await settled(other);
    expect(passed).toEqual([]);
    expect(house.writes().slice(before)).toEqual([]);
    await page.context().close();
  });

  test('what the journal cannot take down does not leave', async () => {
    const gate = new Gate();
    const page = await enter(gate);
    gate.declare({
      sends: ({ url }) => url.pathname === '/wanted',
      pass: () => Promise.reject(new Error('disk full')),
      left: () => undefined,
      answered: () => undefined,
    });
    const before = house.writes().length;
    await page.evaluate(() => fetch('/wanted', { method: 'POST' }).catch(() => 0));
    await settled(page);
    expect(house.writes().slice(before)).toEqual([]);
  });
});

test('a rule that fails stops: it says nothing about harmlessness', async () => {
  const gate = new Gate(() => {
    throw new Error('a bug');
  });
  const request = { method: 'GET', url: new URL('http://x/'), form: new URLSearchParams(), body: '' };
  expect(await gate.judge(request)).toBeUndefined();
  expect(byMethod(request)).toBe(false);
});

test('a form arrives at the rule with its fields, urlencoded or multipart, and files by name', async () => {
  const forms: Record<string, string>[] = [];
  const gate = new Gate(({ method, form }) => {
    if (method === 'POST') forms.push(Object.fromEntries(form));
    return method === 'POST';
  });
  const page = await enter(gate);
  for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data']) {
    await page.setContent(
      `<form method="post" action="/x" accept-charset="utf-8" enctype="${type}"><input name="who" value="Müller &amp; 北村">
       <input type="file" name="paper"><button>Go</button></form>`,
    );
    await page.setInputFiles('[name=paper]', {
      name: 'bill.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF'),
    });
    await page.click('button', { noWaitAfter: true });
    await expect.poll(() => forms.length).toBeGreaterThan(0);
    expect(forms.pop()).toEqual({ who: 'Müller & 北村', paper: 'bill.pdf' });
  }
  await page.context().close();
});
