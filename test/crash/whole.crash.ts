import { expect, test } from 'vitest';
import { crash } from './crash.ts';
import { besideNaive, broken, lineOf, tablesOf } from './report.ts';
import { settingsFrom } from './settings.ts';

const settings = settingsFrom(process.env);
const print = (text: string) => void process.stdout.write(`${text}\n`);

test('killed at every point of every flow and called again: no duplicates, no losses, no wrong answers', async () => {
  print(JSON.stringify(settings));
  const { ours, naive } = await crash(settings, print);
  print(tablesOf(ours));
  print(besideNaive(ours, naive));
  expect(ours.filter(broken).map(lineOf)).toEqual([]);
  if (settings.naive >= 30)
    expect(naive.filter(({ verdict }) => verdict === 'duplicate').length).toBeGreaterThan(0);
});
