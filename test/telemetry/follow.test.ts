import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSite, start } from '../cli/program.ts';
import type { Site } from '../cli/program.ts';

let site: Site;

beforeAll(async () => {
  site = await createSite();
});

afterAll(() => site[Symbol.asyncDispose]());

test('prints a run of another process and its steps as they happen, and ends with Ctrl-C', async () => {
  const text = start(['runs', '--follow'], site.at);
  const json = start(['runs', '--follow', '--json'], site.at);
  // Until they look, what happens is old already.
  while (!/on spare: done after /.test(text.stdout()) || !json.stdout().includes('"done"'))
    await site.sidedoor(['run', 'tiny_list_rows', '--account', 'spare']);
  const run = start(['run', 'tiny_misbehave', '--account', 'main', '--how', 'wait', '--ms', '2500'], site.at);
  // Before it is over.
  await expect.poll(() => text.stdout()).toMatch(/  wait for a slow page …\n/);
  expect(run.child.exitCode).toBe(null);
  await run.ended;
  await expect.poll(() => text.stdout()).toMatch(/tiny_misbehave on main: done after /);
  await expect.poll(() => json.stdout()).toMatch(/"status":"done","tool":"tiny_misbehave"/);

  for (const { child } of [text, json]) child.kill('SIGINT');
  const ended = await Promise.all([text.ended, json.ended]);
  expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
    { code: 0, stderr: '' },
    { code: 0, stderr: '' },
  ]);
  const all = ended[1].stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const first = all.find(({ tool }) => tool === 'tiny_misbehave');
  const events = all.filter(({ run_id }) => run_id === first?.['run_id']);
  expect(events.map(({ event, status, title }) => `${String(event)} ${String(status ?? title)}`)).toEqual([
    'state queued',
    'state running',
    'step_started open the page',
    'step_ended open the page',
    'step_started wait for a slow page',
    'step_ended wait for a slow page',
    'state done',
  ]);
  const lines = ended[0].stdout.split('\n').filter((line) => line.includes(String(events[0]?.['run_id'])));
  expect(lines.at(-1)).toMatch(/tiny_misbehave on main: done after \d/);
});

test('ends when nobody reads any more', async () => {
  const follower = start(['runs', '--follow', '--json'], site.at);
  const run = () => site.sidedoor(['run', 'tiny_list_rows', '--account', 'main']);
  while (follower.stdout() === '') await run();
  follower.child.stdout!.destroy();
  while (follower.child.exitCode === null) await run();
  const { code, stderr } = await follower.ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
