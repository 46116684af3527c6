import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConfigInput } from '../../src/config/schema.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';
import { descendants } from '../support/processes.ts';
import { startTinyApp } from '../support/tiny-app.ts';
import type { TinyApp } from '../support/tiny-app.ts';

const pack = new URL('../support/truth-pack', import.meta.url).pathname;

let app: TinyApp;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  process.env['TINY_PASSWORD'] = 'sesame-42';
  app = await startTinyApp();
  folder = await temporaryFolder();
});

afterEach(async () => {
  vi.useRealTimers();
  await folder[Symbol.asyncDispose]();
  await app.close();
});

/** An engine with an account for each user. */
const start = (
  more: Partial<ConfigInput['accounts'][string]>,
  browser: ConfigInput['browser'] = {},
  users = ['main'],
) =>
  startEngine({
    flows: [pack],
    store: folder.path,
    logLevel: 'silent',
    browser,
    accounts: Object.fromEntries(
      users.map((username) => [
        username,
        { app: 'truth', url: app.url, username, password: 'env:TINY_PASSWORD', ...more },
      ]),
    ),
  });

const open = (engine: Awaited<ReturnType<typeof start>>, account: string, ...paths: string[]) =>
  engine.run('truth_open_page', { account, paths });

const clock = (time: string) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) });

describe('parking', () => {
  const renderers = () =>
    descendants(process.pid).filter(({ command }) => command.includes('--type=renderer')).length;

  test('gives the browser back after the idle time; waking needs no sign-in', async () => {
    await using engine = await start({}, { idleMinutes: 0.01 });
    for (let round = 0; round < 2; round++) {
      expect((await open(engine, 'main', 'rows')).state).toBe('done');
      expect(await engine.contexts.has(engine.accounts.get('main')!)).toBe(true);
      await expect
        .poll(() => engine.contexts.has(engine.accounts.get('main')!), { timeout: 60_000 })
        .toBe(false);
      await expect.poll(renderers, { timeout: 60_000 }).toBe(0);
    }
    expect(app.state.signIns).toBe(1);
  });

  test('keeps the number of live sessions, and parks the longest unused', async () => {
    const users = ['a', 'b', 'c', 'd', 'e'];
    await using engine = await start({}, { maxSessions: 2 }, users);
    const live = async () => {
      const has = await Promise.all(users.map((name) => engine.contexts.has(engine.accounts.get(name)!)));
      return users.filter((_, index) => has[index]);
    };
    for (const name of users) expect((await open(engine, name, 'rows')).state).toBe('done');
    await expect.poll(live).toEqual(['d', 'e']);
    expect((await open(engine, 'd', 'rows')).state).toBe('done');
    expect((await open(engine, 'a', 'rows')).state).toBe('done');
    await expect.poll(live).toEqual(['a', 'd']);
    await expect.poll(renderers, { timeout: 60_000 }).toBeLessThanOrEqual(3);
    expect(app.state).toMatchObject({ signIns: 5, kicked: 0 });
  });
});

describe('keep-alive', () => {
  const visits = () => app.state.requests.filter((request) => request === 'GET /shell').length;

  test('opens the first page of an unused session again and again, and parks it not; off by default', async () => {
    await using engine = await start({ keepAliveMinutes: 0.01 }, { idleMinutes: 0.02 }, ['main']);
    await open(engine, 'main', 'rows');
    const before = visits();
    await expect.poll(visits, { timeout: 60_000 }).toBeGreaterThanOrEqual(before + 3);
    expect((await open(engine, 'main', 'rows')).state).toBe('done');
    expect(app.state.signIns).toBe(1);
  });

  test('rests in quiet hours, and goes on after them', async () => {
    const pace = { quietHours: '22:00-06:00', timeZone: 'Europe/Berlin' };
    clock('2026-11-22T12:00:00Z');
    await using engine = await start({ keepAliveMinutes: 0.01, pace });
    await open(engine, 'main', 'rows');
    await expect.poll(visits, { timeout: 60_000 }).toBeGreaterThanOrEqual(1);
    clock('2026-11-22T22:00:00Z');
    // What was on its way comes to its end.
    await engine.lanes.hold(
      { account: 'main', sessions: 1, runId: 'test', signal: new AbortController().signal },
      async () => undefined,
    );
    const before = visits();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(visits()).toBe(before);
    clock('2026-11-23T05:00:01Z');
    await expect.poll(visits, { timeout: 60_000 }).toBeGreaterThan(before);
  });

  test('never signs in: a session that has ended is left to the next run', async () => {
    await using engine = await start({ keepAliveMinutes: 0.01 });
    await open(engine, 'main', 'rows');
    app.expire();
    await expect
      .poll(() => engine.contexts.has(engine.accounts.get('main')!), { timeout: 60_000 })
      .toBe(false);
    expect(app.state.signIns).toBe(1);
    expect((await open(engine, 'main', 'rows')).state).toBe('done');
    expect(app.state.signIns).toBe(2);
  });
});
