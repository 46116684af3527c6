import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { descendants } from '../support/processes.ts';
import { openHosts } from './hosts.ts';

const everyMinute = (folder: string) => ({
  roll: {
    tool: 'harbor_run_rent_roll',
    args: { as_of: '2026-11-01' },
    cron: '* * * * *',
    timeZone: 'America/Chicago',
    to: [join(folder, 'roll.csv')],
  },
});

test('of two servers one fires each time, by the journal and by the application', async () => {
  await using hosts = await openHosts(everyMinute);
  await Promise.all([hosts.serve('one'), hosts.serve('other')]);
  const done = async () => (await hosts.firings()).filter(({ state }) => state === 'done').length;
  await expect.poll(done, { timeout: 170_000, interval: 500 }).toBeGreaterThanOrEqual(2);
  const firings = (await hosts.firings()).filter(({ state }) => state !== 'missed');
  const runs = await hosts.runs();
  expect(new Set(firings.map(({ due_at }) => due_at)).size).toBe(firings.length);
  expect(new Set(firings.map(({ run_id }) => run_id)).size).toBe(firings.length);
  expect(runs.length).toBe(firings.length);
  expect(hosts.reports()).toBe(runs.filter(({ state }) => state !== 'queued').length);
  expect(hosts.harbor.inspect()).toMatchObject({ kicked: 0, lockouts: 0 });
  const csv = readFileSync(join(hosts.folder, 'roll.csv'), 'utf8');
  expect(csv.trim().split('\r\n')).toHaveLength(firings.find(({ rows }) => rows !== null)!.rows! + 1);
}, 240_000);

test('a server that is killed with a firing in its hands loses it to the other, which does it', async () => {
  await using hosts = await openHosts(everyMinute);
  const servers = await Promise.all([hosts.serve('one'), hosts.serve('other')]);
  const begun = async () => (await hosts.firings()).find(({ run_id }) => run_id !== null);
  await expect.poll(begun, { timeout: 120_000, interval: 100 }).toBeTruthy();
  const first = (await begun())!;
  expect(first.state).toBe('open');
  // Whoever has it is the one with a browser.
  const hasBrowser = () => servers.filter(({ pid }) => descendants(pid).length > 0);
  await expect.poll(() => hasBrowser().length, { interval: 50 }).toBe(1);
  const [victim] = hasBrowser();
  victim!.child.kill('SIGKILL');
  expect(existsSync(join(hosts.folder, 'roll.csv'))).toBe(false);

  const now = async () => (await hosts.firings()).find(({ due_at }) => due_at === first.due_at)!;
  await expect.poll(async () => (await now()).state, { timeout: 170_000 }).toBe('done');
  const after = await now();
  expect(after).toMatchObject({ tries: 2, missed: 0 });
  expect(after.owner).not.toBe(first.owner);
  expect(after.run_id).not.toBe(first.run_id);
  const runs = await hosts.runs();
  expect(runs.find(({ id }) => id === first.run_id)?.state).toBe('interrupted');
  expect(existsSync(join(hosts.folder, 'roll.csv'))).toBe(true);
}, 360_000);

test('a timer of the operating system on two hosts does what is due once', async () => {
  await using hosts = await openHosts((folder) => ({
    roll: { ...everyMinute(folder).roll, lateMinutes: 5 },
  }));
  // Looks after it from now on.
  const first = await hosts.sidedoor(['extract', 'roll', '--due', '--json']);
  expect({ code: first.code, fired: (JSON.parse(first.stdout) as { fired: boolean }).fired }).toEqual({
    code: 0,
    fired: false,
  });
  await expect.poll(() => new Date().getSeconds(), { timeout: 70_000, interval: 200 }).toBeLessThan(5);
  const both = await Promise.all([
    hosts.sidedoor(['extract', 'roll', '--due', '--json']),
    hosts.sidedoor(['extract', 'roll', '--due', '--json']),
  ]);
  const answers = both.map(({ stdout }) => JSON.parse(stdout) as { fired: boolean; due_at?: string });
  const times = answers.flatMap(({ due_at: due }) => due ?? []);
  expect(new Set(times).size).toBe(times.length);
  const firings = (await hosts.firings()).filter(({ state }) => state === 'done');
  expect(firings.length).toBe(answers.filter(({ fired }) => fired).length);
  expect(firings.length).toBeGreaterThan(0);
  expect(hosts.reports()).toBe(firings.length);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);

  const listed = await hosts.sidedoor(['schedules', '--json']);
  const { schedules } = JSON.parse(listed.stdout) as { schedules: object[] };
  expect(schedules).toMatchObject([{ name: 'roll', last: { state: 'done' } }]);
}, 240_000);
