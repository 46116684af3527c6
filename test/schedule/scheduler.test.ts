import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openOffice, opened, startHook } from './office.ts';

const linesOf = (file: string) => readFileSync(file, 'utf8').trim().split('\r\n').length - 1;

test('around both changes of the clocks each day fires once, however often anybody looks', async () => {
  const nightly = {
    tool: 'tiny_list_rows',
    cron: '30 2 * * *',
    timeZone: 'America/Chicago',
    to: ['rows.csv'],
  };
  await using office = await openOffice({
    nightly,
    early: { ...nightly, cron: '30 1 * * *', to: ['early.csv'] },
  });
  const { at, firings } = await office.open();
  const days = { nightly: [] as string[], early: [] as string[] };
  for (const start of ['2026-03-07T20:00Z', '2026-10-31T20:00Z']) {
    const begin = Date.parse(start);
    await at(start);
    for (let minute = 0; minute <= 18 * 60; minute += 15)
      await at(new Date(begin + minute * 60_000).toISOString());
    for (const name of ['nightly', 'early'] as const) {
      const last = await firings.last(name);
      days[name].push(`${new Date(last!.due).toISOString()} ${last!.state}`);
    }
  }
  expect(days).toEqual({
    nightly: ['2026-03-08T08:00:00.000Z done', '2026-11-01T08:30:00.000Z done'],
    early: ['2026-03-08T07:30:00.000Z done', '2026-11-01T06:30:00.000Z done'],
  });
  // Between the two days months went by; the office was closed.
  const missed = await firings.last('nightly', { states: ['missed'] });
  expect(missed).toMatchObject({ missed: 237, event: 'missed' });
  expect(opened(office.app)).toBe(4);
});

test('two hosts that look at the same moment fire once, and deliver once', async () => {
  await using office = await openOffice({
    rows: { tool: 'tiny_list_rows', args: { n: 7 }, cron: '*/5 * * * *', timeZone: 'UTC', to: ['rows.csv'] },
  });
  const [one, other] = [await office.open(), await office.open()];
  await Promise.all([one.at('2026-11-20T06:00:00Z'), other.at('2026-11-20T06:00:00Z')]);
  for (const time of ['06:05:00', '06:10:00', '06:15:00', '06:20:00'])
    await Promise.all([one.at(`2026-11-20T${time}Z`), other.at(`2026-11-20T${time}Z`)]);
  expect(opened(office.app)).toBe(4);
  expect(await one.engine.runs.list(20)).toHaveLength(4);
  expect(linesOf(join(office.folder, 'rows.csv'))).toBe(7);
  expect(await one.firings.last('rows')).toMatchObject({ state: 'done', rows: 7, tries: 1 });
});

test('after a time off the latest is done once if it is not too late; the others are told as missed', async () => {
  await using hook = await startHook();
  const notify = { webhook: hook.url };
  const each = { tool: 'tiny_list_rows', cron: '0 * * * *', timeZone: 'UTC', catchUpHours: 2, notify };
  await using office = await openOffice({
    latest: { ...each, to: ['latest.csv'] },
    none: { ...each, catchUp: 'none', to: ['none.csv'] },
  });
  const before = await office.open();
  await before.at('2026-11-20T06:30Z');
  await before.close();
  const { at, firings } = await office.open();
  await at('2026-11-20T10:45Z');
  expect(opened(office.app)).toBe(1);
  expect(await firings.last('latest')).toMatchObject({ state: 'done', due: Date.parse('2026-11-20T10:00Z') });
  expect(await firings.last('latest', { states: ['missed'] })).toMatchObject({
    missed: 3,
    due: Date.parse('2026-11-20T09:00Z'),
  });
  expect(await firings.last('none')).toMatchObject({ state: 'missed', missed: 4 });
  await at('2026-11-20T11:00:30Z');
  expect(await firings.last('none')).toMatchObject({ state: 'done' });
  expect(opened(office.app)).toBe(3);
  const told = hook.posts.map(({ schedule, event, missed }) => [schedule, event, missed]);
  expect(told.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
    ['latest', 'late', undefined],
    ['latest', 'missed', 3],
    ['latest', 'recovered', undefined],
    ['none', 'missed', 4],
    ['none', 'recovered', undefined],
  ]);
});

test('in quiet hours nothing begins; what came due in them is done once when they are over', async () => {
  await using office = await openOffice({
    rows: {
      tool: 'tiny_list_rows',
      cron: '*/30 * * * *',
      timeZone: 'UTC',
      quietHours: '22:00-06:00',
      to: ['r.csv'],
    },
  });
  const { at, firings } = await office.open();
  await at('2026-11-20T21:50Z');
  for (const time of ['20T22:00', '20T23:31', '21T03:00', '21T05:59']) await at(`2026-11-${time}Z`);
  expect(opened(office.app)).toBe(0);
  await at('2026-11-21T06:00Z');
  await at('2026-11-21T06:10Z');
  expect(opened(office.app)).toBe(1);
  expect(await firings.last('rows', { states: ['missed'] })).toBeUndefined();
});

test('when too many rows have vanished delivery waits, until a person releases it', async () => {
  await using hook = await startHook({ refusals: 1 });
  process.env['HOOK_OF_TEST'] = hook.url;
  await using office = await openOffice({
    rows: {
      tool: 'tiny_list_many',
      args: { n: 100 },
      cron: '0 6 * * *',
      timeZone: 'UTC',
      to: ['rows-${today}.csv', 'rows.jsonl'],
      changes: 'changes.csv',
      maxVanished: 20,
      notify: { webhook: 'env:HOOK_OF_TEST' },
    },
  });
  const { at, firings, scheduler } = await office.open();
  const lines = async () =>
    (await readFile(join(office.folder, 'rows.jsonl'), 'utf8')).trim().split('\n').length;
  await at('2026-11-20T05:00Z');
  await at('2026-11-20T06:00Z');
  expect(linesOf(join(office.folder, 'rows-2026-11-20.csv'))).toBe(100);
  expect(linesOf(join(office.folder, 'changes.csv'))).toBe(0);

  const shifted = scheduler.schedules.get('rows')!;
  shifted.args = { n: 50 };
  await at('2026-11-21T06:00Z');
  // The next day it is held against what was delivered, not against what was held.
  await at('2026-11-22T06:00Z');
  for (const day of ['21', '22'])
    expect(await firings.get('rows', Date.parse(`2026-11-${day}T06:00Z`))).toMatchObject({
      state: 'held',
      says: expect.stringMatching(/^50 of 100 rows have vanished/) as string,
    });
  expect(await lines()).toBe(100);
  expect(hook.posts.map(({ event, says }) => [event, says])).toEqual([
    ['held', expect.stringContaining('50 of 100')],
    ['held', expect.stringContaining('50 of 100')],
  ]);

  const runs = office.app.state.requests.length;
  await scheduler.release('rows', 'ada');
  expect(await lines()).toBe(50);
  expect(linesOf(join(office.folder, 'changes.csv'))).toBe(50);
  expect(office.app.state.requests.length).toBe(runs);
  expect(await firings.last('rows')).toMatchObject({ state: 'done', releasedBy: 'ada' });
  await expect(scheduler.release('rows', 'ada')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('a password that is refused is sent once, whatever number of schedules come due', async () => {
  const each = { tool: 'tiny_list_rows', cron: '*/5 * * * *', timeZone: 'UTC', to: ['rows.csv'] };
  await using office = await openOffice({ one: each, other: { ...each, to: ['other.csv'] } });
  office.app.state.password = 'another';
  const { at, firings } = await office.open();
  for (const minute of ['00', '05', '10', '15']) await at(`2026-11-20T06:${minute}:30Z`);
  expect(office.app.state.wrongPasswords).toBe(1);
  expect(await firings.last('one')).toMatchObject({ state: 'failed', error: { code: 'ACCOUNT_PAUSED' } });
});
