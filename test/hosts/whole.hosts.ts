import { expect, test } from 'vitest';
import { Accidents } from './accidents.ts';
import { count, violations } from './count.ts';
import { openFleet } from './fleet.ts';
import { call, wishesOf } from './load.ts';
import { tableOf } from './report.ts';
import { settingsFrom } from './settings.ts';

const settings = settingsFrom(process.env);
const print = (text: string) => void process.stdout.write(`${text}\n`);

test('hosts that are killed, frozen and cut off: one hand on each keyboard, every run answered, every write once', async () => {
  print(JSON.stringify(settings));
  await using fleet = await openFleet(settings);
  const { office, posts, client, store } = fleet;
  const accidents = new Accidents(posts, settings);
  const wishes = wishesOf(settings.seed, settings.runs, office.accounts);
  const answers = await call(client, wishes, settings.callers, (n) => {
    accidents.answered(n);
    if (n % 20 === 0) print(`  ${n} answered`);
  });
  await accidents.over();
  const codes = await Promise.all(posts.map((post) => post.stop()));
  const counts = await count(office.harbors, store, answers, wishes, accidents.happened);
  print(tableOf(counts));
  for (const error of counts.errors) print(error);
  if (process.env['HOSTS_VERBOSE'] === 'true') {
    for (const { output } of posts) print(output);
    print(fleet.served());
    print(JSON.stringify(accidents.happened));
  }
  expect(violations(counts)).toEqual([]);
  expect(codes).toEqual(posts.map(() => 0));
});
