import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConfigInput } from '../../src/config/schema.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';
import { startScriptApp } from '../support/script-app.ts';
import { startTinyApp } from '../support/tiny-app.ts';
import type { TinyApp } from '../support/tiny-app.ts';

const pack = new URL('../support/truth-pack', import.meta.url).pathname;

let app: TinyApp;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  process.env['TINY_PASSWORD'] = 'sesame-42';
  app = await startTinyApp({ tellsKicked: true });
  folder = await temporaryFolder();
});

afterEach(async () => {
  vi.useRealTimers();
  await folder[Symbol.asyncDispose]();
  await app.close();
});

type AccountInput = ConfigInput['accounts'][string];

const start = (more: Partial<AccountInput> = {}, browser: ConfigInput['browser'] = {}) =>
  startEngine({
    flows: [pack],
    store: folder.path,
    logLevel: 'silent',
    browser,
    accounts: {
      main: { app: 'truth', url: app.url, username: 'clerk', password: 'env:TINY_PASSWORD', ...more },
    },
  });

const gather = (engine: Awaited<ReturnType<typeof start>>, pages = 2) =>
  engine.run('truth_gather_rows', { pages });

const open = (engine: Awaited<ReturnType<typeof start>>, ...paths: string[]) =>
  engine.run('truth_open_page', { paths });

const both = { rows: ['R-1', 'R-1', 'R-2'] };

/** Sets the clock forward; timers and the browser go on in real time. */
const forward = (minutes: number) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
};

describe('a session that ends in the middle of a flow', () => {
  test.each(['redirect', 'login', 401, 403] as const)(
    'has the read start over, once, where outsiders are answered %s: never with the rows it had, never with none',
    async (outside) => {
      await using engine = await start();
      app.state.outside = outside;
      await open(engine, 'rows');
      app.state.expireAt = '/echo';
      const report = await open(engine, 'rows', 'echo', 'rows?n=2');
      expect(report.output).toEqual({ rows: ['R-1', 'R-2'] });
      const steps = ['rows', 'echo', 'rows?n=2'];
      expect(report.steps.map(({ title }) => title)).toEqual(steps.concat(steps));
      expect(app.state.signIns).toBe(2);
    },
  );

  test('twice is a lost session, after one sign-in more and no third try', async () => {
    await using engine = await start();
    await open(engine, 'rows');
    const { error } = await open(engine, 'rows', 'sign-off');
    expect(error).toMatchObject({ code: 'SESSION_LOST' });
    expect(app.state.requests.filter((request) => request === 'GET /sign-off')).toHaveLength(2);
    expect(app.state.signIns).toBe(2);
  });
});

describe('a login that may not open a page (403)', () => {
  test('is told so, and keeps its session', async () => {
    await using engine = await start();
    app.state.forbidden = '/rows';
    const { error } = await gather(engine);
    expect(error).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('403') as unknown });
    app.state.forbidden = undefined;
    expect((await gather(engine)).output).toEqual(both);
    expect(app.state.signIns).toBe(1);
  });
});

describe('a page that the app does not know', () => {
  test('is never signed in: a sealed session stays, and nobody signs in', async () => {
    {
      await using engine = await start();
      await gather(engine);
    }
    await using next = await start();
    app.state.waits = true;
    expect((await gather(next)).error).toMatchObject({ code: 'LAYOUT_CHANGED' });
    app.state.waits = false;
    expect((await gather(next)).output).toEqual(both);
    expect(app.state.signIns).toBe(1);
  });

  test('is never "no rows"', async () => {
    await using engine = await start();
    await gather(engine);
    app.state.waits = true;
    expect((await gather(engine)).error).toMatchObject({ code: 'LAYOUT_CHANGED' });
  });
});

describe('a sealed session that is answered 401 or 403', () => {
  test.each([401, 403] as const)('%s is over: one sign-in, and the read goes on', async (outside) => {
    {
      await using engine = await start();
      await gather(engine);
    }
    app.expire();
    app.state.outside = outside;
    await using next = await start();
    expect((await gather(next)).output).toEqual(both);
    expect(app.state.signIns).toBe(2);
  });
});

describe('kicked by somebody else', () => {
  const paused = { code: 'ACCOUNT_PAUSED', message: expect.stringContaining('Somebody else') as unknown };
  const until = async (engine: Awaited<ReturnType<typeof start>>) =>
    ((await engine.guard.standing('main')).until ?? Number.NaN) - Date.now();

  test('wait: nobody signs in within the pause, the error says until when, and each pause is twice the last', async () => {
    await using engine = await start({ onKicked: 'wait' });
    await gather(engine);
    for (const [round, minutes] of [5, 10, 20].entries()) {
      app.signInElsewhere();
      const { error } = await gather(engine);
      expect(error).toMatchObject(paused);
      expect(error?.hint).toContain(new Date((await engine.guard.standing('main')).until ?? 0).toISOString());
      expect(await until(engine)).toBeGreaterThan((minutes - 0.5) * 60_000);
      expect(await until(engine)).toBeLessThanOrEqual(minutes * 60_000);
      forward(minutes - 1);
      await expect(gather(engine)).rejects.toMatchObject(paused);
      expect(app.state.signIns).toBe(round + 1);
      forward(1.1);
      expect((await gather(engine)).output).toEqual(both);
      expect(app.state.signIns).toBe(round + 2);
    }
  });

  test('take_over: three times in a row at most', async () => {
    await using engine = await start({ onKicked: 'take_over' });
    await gather(engine);
    for (const round of [1, 2, 3]) {
      app.signInElsewhere();
      expect((await gather(engine)).output).toEqual(both);
      expect(app.state.signIns).toBe(1 + round);
    }
    app.signInElsewhere();
    expect((await gather(engine)).error).toMatchObject(paused);
    await expect(gather(engine)).rejects.toMatchObject(paused);
    expect(app.state.signIns).toBe(4);
  });

  test('fail: paused until a person says go on', async () => {
    await using engine = await start({ onKicked: 'fail' });
    await gather(engine);
    app.signInElsewhere();
    expect((await gather(engine)).error).toMatchObject(paused);
    forward(60 * 24 * 30);
    await expect(gather(engine)).rejects.toMatchObject(paused);
    expect(app.state.signIns).toBe(1);
    await engine.guard.resume('main');
    expect((await gather(engine)).output).toEqual(both);
  });

  test.each(['wait', 'take_over'] as const)(
    'found out at the restore of a sealed session: %s',
    async (onKicked) => {
      {
        await using engine = await start({ onKicked });
        await gather(engine);
      }
      app.signInElsewhere();
      await using next = await start({ onKicked });
      const report = await gather(next);
      if (onKicked === 'wait') expect(report.error).toMatchObject(paused);
      else expect(report.output).toEqual(both);
      expect(app.state.signIns).toBe(onKicked === 'wait' ? 1 : 2);
    },
  );
});

describe('a session outside of cookies', () => {
  test.each(['sessionStorage', 'indexedDB'] as const)(
    'in %s is handed to and fro between two engines',
    async (place) => {
      await using scriptApp = await startScriptApp(place);
      const name = place === 'indexedDB' ? 'in-database' : 'in-tab';
      const more = { app: name, url: scriptApp.url };
      await using first = await start(more);
      await using second = await start(more);
      for (const engine of [first, second, first, second]) {
        const { output, error } = await engine.run(`${name.replace('-', '_')}_show_who`);
        expect(error).toBeUndefined();
        expect(output).toEqual({ who: 'Signed in as clerk' });
      }
      expect(scriptApp.state).toEqual({ signIns: 1, kicked: 0 });
    },
  );
});

describe('the choice on the server', () => {
  const chosen = () => app.state.requests.filter((request) => request === 'GET /choose').length;

  test('is looked at before each run, and made where it differs', async () => {
    await using engine = await start({ choice: 'South' });
    for (const round of [1, 2]) {
      app.state.company = 'North';
      expect((await gather(engine)).output).toEqual(both);
      expect(app.state.company).toBe('South');
      expect((await gather(engine)).output).toEqual(both);
      expect(chosen()).toBe(round);
    }
    expect(app.state.requests.filter((request) => request === 'GET /company').length).toBeGreaterThanOrEqual(
      4,
    );
  });

  test('that does not stick stops the run before the flow begins', async () => {
    app.state.companySticks = false;
    await using engine = await start({ choice: 'South' });
    const { error } = await gather(engine);
    expect(error).toMatchObject({
      code: 'LAYOUT_CHANGED',
      message: '"South" was to be chosen, but the screen says "North".',
    });
    expect(app.state.requests).not.toContain('GET /rows');
  });
});
