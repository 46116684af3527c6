import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/engine.ts';
import { violations } from './count.ts';
import { soakNaive } from './naive.ts';
import { soakOurs } from './ours.ts';
import { tableOf } from './report.ts';
import { settingsFrom } from './settings.ts';

const settings = settingsFrom(process.env);

test('our servers keep every rule under a load with which naive scripts lock accounts', async () => {
  process.stdout.write(`${JSON.stringify(settings)}\n`);
  await using folder = await temporaryFolder();
  await using another = await temporaryFolder();
  const ours = await soakOurs(folder.path, settings);
  process.stdout.write(`${tableOf([ours])}\n`);
  for (const surprise of ours.surprises) process.stdout.write(`${surprise}\n`);
  const naive = await soakNaive(another.path, settings);
  process.stdout.write(`${tableOf([ours, naive])}\n`);
  expect(violations(ours)).toEqual([]);
  expect(naive.lockouts).toBeGreaterThan(0);
});
