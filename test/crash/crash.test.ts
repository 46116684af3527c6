import { expect, test } from 'vitest';
import { crash } from './crash.ts';
import { broken, lineOf } from './report.ts';
import { sample } from './settings.ts';

test('killed at any point and called again, every write is there once, and answered so', async () => {
  const { ours } = await crash({ ...sample, naive: 0 }, () => undefined);
  expect(ours.filter(broken).map(lineOf)).toEqual([]);
  const struck = ours.filter(({ isStruck }) => isStruck);
  expect(struck.some(({ doubt }) => doubt !== 'none')).toBe(true);
  expect(new Set(struck.map(({ trial }) => trial.kind)).size).toBeGreaterThan(1);
}, 600_000);
