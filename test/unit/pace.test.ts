import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConfigInput } from '../../src/config/schema.ts';
import { quietUntil } from '../../src/queue/pace-hours.ts';
import { connect } from '../support/clients.ts';
import type { TestClient } from '../support/clients.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';
import { stdioServer } from '../support/server.ts';
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

type AccountInput = ConfigInput['accounts'][string];
type Engine = Awaited<ReturnType<typeof startEngine>>;

/** A config with an account for each user, all of them with the same limits. */
const configOf = (
  more: Partial<AccountInput>,
  config: Partial<ConfigInput> = {},
  users = ['main'],
): ConfigInput => ({
  flows: [pack],
  store: folder.path,
  logLevel: 'silent',
  accounts: Object.fromEntries(
    users.map((username) => [
      username,
      { app: 'truth', url: app.url, username, password: 'env:TINY_PASSWORD', ...more },
    ]),
  ),
  ...config,
});

const start = (...args: Parameters<typeof configOf>) => startEngine(configOf(...args));

const server = (...args: Parameters<typeof configOf>) => stdioServer(folder.path, configOf(...args));

const open = (engine: Engine, account: string, ...paths: string[]) =>
  engine.run('truth_open_page', { account, paths });

const clock = (time: string) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) });

describe('a gap between page loads', () => {
  const gapMs = 1_500;
  /** How much later than another a request may reach the app for other reasons: a loaded machine. */
  const jitter = 400;
  /** When the app was asked for these pages. A timer may be late, never early; the way to the app is not always as long. */
  const times = (from = 0) =>
    app.state.requests.flatMap((request, index) =>
      index >= from && /\/(rows|echo|frames|home|shell)$/.test(request) ? [app.state.times[index]!] : [],
    );
  const gaps = (all: number[]) => all.slice(1).map((time, index) => time - all[index]!);

  test('is kept below the flow, from run to run and from process to process', async () => {
    await using first = await start({ pace: { gapSeconds: gapMs / 1_000 } });
    await using second = await start({ pace: { gapSeconds: gapMs / 1_000 } });
    await open(first, 'main', 'rows');
    const from = app.state.requests.length;
    await open(first, 'main', 'rows', 'echo');
    await open(second, 'main', 'rows');
    expect(times(from).length).toBeGreaterThanOrEqual(4);
    for (const gap of gaps(times(from))) expect(gap).toBeGreaterThan(gapMs - jitter);
  });

  test('holds for sessions side by side as well', async () => {
    app.state.manySessions = true;
    await using engine = await start({ pace: { gapSeconds: gapMs / 1_000 }, sessions: 2 });
    await Promise.all([open(engine, 'main', 'echo'), open(engine, 'main', 'echo')]);
    const echoes = app.state.requests.flatMap((request, index) =>
      request === 'GET /echo' ? [app.state.times[index]!] : [],
    );
    expect(echoes).toHaveLength(2);
    for (const gap of gaps(echoes)) expect(gap).toBeGreaterThan(gapMs - jitter);
  });

  test('does not hold a page’s own frames and pictures, nor a redirect; after a popup the next page waits', async () => {
    await using engine = await start({ pace: { gapSeconds: gapMs / 1_000 } });
    await open(engine, 'main', 'rows');
    const from = app.state.requests.length;
    const began = Date.now();
    expect((await open(engine, 'main', 'choose', 'frames', 'popup:/echo', 'rows')).state).toBe('done');
    const at = (path: string) => app.state.times[app.state.requests.indexOf(`GET ${path}`, from)]!;
    expect(at('/company') - at('/choose')).toBeLessThan(gapMs / 2);
    expect(at('/frames') - at('/choose')).toBeGreaterThan(gapMs - jitter);
    for (const part of ['/picture', '/rows']) expect(at(part) - at('/frames')).toBeLessThan(gapMs / 2);
    const popup = app.state.times[app.state.requests.lastIndexOf('GET /echo')]!;
    const last = app.state.times[app.state.requests.lastIndexOf('GET /rows')]!;
    expect(last - popup).toBeGreaterThan(gapMs - jitter);
    expect(Date.now() - began).toBeGreaterThan(2 * gapMs);
  });

  test('does not slow a sign-in down, whose codes would run out', async () => {
    await using engine = await start({ pace: { gapSeconds: 20 } });
    const id = await engine.runs.start({
      tool: 'truth_open_page',
      args: { account: 'main', paths: ['rows'] },
    });
    await expect.poll(() => app.state.requests.includes('GET /home'), { timeout: 10_000 }).toBe(true);
    await engine.runs.cancel(id);
    expect(app.state.requests).not.toContain('GET /rows');
  });
});

describe('runs per hour', () => {
  test('are counted in the journal: over processes and restarts, and the answer says when the next may begin', async () => {
    const pace = { runsPerHour: 3 };
    const began = Date.now();
    {
      await using first = await start({ pace });
      await using second = await start({ pace });
      for (const engine of [first, second, first])
        expect((await open(engine, 'main', 'rows')).state).toBe('done');
      await expect(open(second, 'main', 'rows')).rejects.toMatchObject({ code: 'BUSY' });
    }
    await using next = await start({ pace });
    const before = app.state.requests.length;
    const error = (await open(next, 'main', 'rows').catch((caught: unknown) => caught)) as Error;
    expect(error).toMatchObject({ code: 'BUSY', message: expect.stringContaining('3 runs') as unknown });
    expect(app.state.requests.length).toBe(before);
    const at = Date.parse(/\S+Z/.exec(error.message)![0]);
    expect(at).toBeGreaterThanOrEqual(began + 3_600_000);
    vi.useFakeTimers({ toFake: ['Date'], now: at + 1 });
    expect((await open(next, 'main', 'rows')).state).toBe('done');
    await expect(open(next, 'main', 'rows')).rejects.toMatchObject({ code: 'BUSY' });
  });

  test('never pass the limit when ten calls come at once to two processes, and refused ones count for nothing', async () => {
    const target = await server({ pace: { runsPerHour: 4 } });
    await using first = await connect('v2-modern', target);
    await using second = await connect('v1', target);
    const call = async (client: TestClient) => {
      const answer = await client.callTool('truth_open_page', { paths: ['echo'] });
      return answer.isError ? JSON.stringify(answer.content) : 'done';
    };
    const answers = await Promise.all([first, second].flatMap((client) => Array(5).fill(client).map(call)));
    const refused = answers.filter((answer) => answer !== 'done');
    expect(refused.length).toBeGreaterThanOrEqual(6);
    for (const answer of refused) expect(answer).toContain('BUSY');
    for (let more = answers.length - refused.length; more < 4; more++) expect(await call(first)).toBe('done');
    expect(await call(second)).toContain('BUSY');
    expect(app.state.requests.filter((request) => request === 'GET /echo')).toHaveLength(4);
  });

  test('of a host count over all its accounts', async () => {
    const hosts = { '127.0.0.1': { runsPerHour: 2 } };
    await using engine = await start({}, { hosts }, ['main', 'spare']);
    for (const account of ['main', 'spare']) expect((await open(engine, account, 'rows')).state).toBe('done');
    await expect(open(engine, 'main', 'rows')).rejects.toMatchObject({
      code: 'BUSY',
      message: expect.stringContaining('the host 127.0.0.1') as unknown,
    });
  });
});

test('a host’s ceiling holds over accounts and processes, and every run gets its turn', async () => {
  const hosts = { [new URL(app.url).host]: { sessions: 2 } };
  const users = ['a', 'b', 'c', 'd'];
  const target = await server({}, { hosts }, users);
  await using first = await connect('v2-modern', target);
  await using second = await connect('v1', target);
  const answers = await Promise.all(
    [...users, ...users, ...users].map((account, index) =>
      (index % 2 ? first : second).callTool('truth_open_page', {
        account,
        paths: ['enter', 'slow?ms=150', 'leave'],
      }),
    ),
  );
  expect(answers.map(({ structuredContent }) => (structuredContent as { status: string }).status)).toEqual(
    answers.map(() => 'done'),
  );
  expect(app.state).toMatchObject({ entered: 12, mostInside: 2, kicked: 0, signIns: 4 });
});

describe('quiet hours', () => {
  const berlin = (hours: string, at: string) => {
    const until = quietUntil(hours, 'Europe/Berlin', Date.parse(at));
    return until === undefined ? 'open' : new Date(until).toISOString();
  };

  test.each([
    ['over midnight, in the evening', '22:00-06:00', '2026-11-22T21:30:15Z', '2026-11-23T05:00:00.000Z'],
    ['over midnight, in the morning', '22:00-06:00', '2026-11-23T04:59:59Z', '2026-11-23T05:00:00.000Z'],
    ['at their end', '22:00-06:00', '2026-11-23T05:00:00Z', 'open'],
    ['a moment before they begin', '22:00-06:00', '2026-11-22T20:59:59Z', 'open'],
    ['within a day', '12:00-13:30', '2026-06-01T10:00:00Z', '2026-06-01T11:30:00.000Z'],
    ['the night that is an hour short', '22:00-06:00', '2026-03-28T21:00:00Z', '2026-03-29T04:00:00.000Z'],
    ['the night that is an hour long', '22:00-06:00', '2026-10-24T20:00:00Z', '2026-10-25T05:00:00.000Z'],
    ['an end that is skipped in spring', '22:00-02:30', '2026-03-28T23:00:00Z', '2026-03-29T01:00:00.000Z'],
    ['a window that is skipped in spring', '02:00-03:00', '2026-03-29T01:00:00Z', 'open'],
    ['the repeated hour, first time', '02:00-02:30', '2026-10-25T00:10:00Z', '2026-10-25T00:30:00.000Z'],
    ['between the two', '02:00-02:30', '2026-10-25T00:40:00Z', 'open'],
    ['the repeated hour, second time', '02:00-02:30', '2026-10-25T01:10:00Z', '2026-10-25T01:30:00.000Z'],
  ])('go by the clock on the wall: %s', (_what, hours, at, until) => {
    expect(berlin(hours, at)).toBe(until);
  });

  test('end where the half hour of the time zone says', () => {
    const until = quietUntil('22:00-06:00', 'Asia/Kolkata', Date.parse('2026-11-22T17:00:00Z'));
    expect(new Date(until!).toISOString()).toBe('2026-11-23T00:30:00.000Z');
  });

  test('turn a call away at once, saying until when, and let a run finish that began before them', async () => {
    const pace = { quietHours: '22:00-06:00', timeZone: 'Europe/Berlin' };
    await using engine = await start({ pace });
    clock('2026-11-22T20:59:58Z');
    const args = { account: 'main', paths: ['slow?ms=600', 'rows'] };
    const id = await engine.runs.start({ tool: 'truth_open_page', args });
    const waiting = await engine.runs.start({ tool: 'truth_open_page', args });
    await expect.poll(() => app.state.requests.at(-1), { timeout: 10_000 }).toBe('GET /slow');
    clock('2026-11-22T21:00:01Z');
    await expect(open(engine, 'main', 'rows')).rejects.toMatchObject({
      code: 'BUSY',
      message: expect.stringContaining('2026-11-23T05:00:00.000Z') as unknown,
    });
    expect((await engine.runs.wait(id, 20_000)).state).toBe('done');
    // The night came while it waited for its turn.
    expect((await engine.runs.wait(waiting, 20_000)).error).toMatchObject({ code: 'BUSY' });
    expect(app.state.requests.filter((request) => request === 'GET /slow')).toHaveLength(1);
  });
});
