import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder, tinyConfig } from '../support/engine.ts';
import { startTinyApp } from '../support/tiny-app.ts';
import { manyPack } from './office.ts';

const script = new URL('emit-many.mjs', import.meta.url).pathname;

test('200,000 rows are emitted with flat memory', { timeout: 600_000 }, async () => {
  const app = await startTinyApp();
  await using folder = await temporaryFolder();
  const config = tinyConfig(app.url, `${folder.path}/store`);
  const args = [
    '--expose-gc',
    script,
    JSON.stringify({ ...config, flows: [...config.flows!, manyPack] }),
    '200000',
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  await app.close();
  const measured = JSON.parse(stdout) as {
    before: { rss: number; held: number };
    most: { rss: number; held: number };
    complete: { proven: boolean; rows: number; pages: string };
  };
  process.stdout.write(stdout);
  expect(measured.complete).toMatchObject({ proven: true, rows: 200_000, pages: '400 × 500' });
  // The rows are 20 MB as text and 70 MB as objects. What is kept of them is 8 bytes of each key.
  expect(measured.most.held - measured.before.held).toBeLessThan(20);
  expect(measured.most.rss - measured.before.rss).toBeLessThan(60);
  // Two lists are there, under names that tell nothing: the small one that went before, and this.
  const datasets = `${folder.path}/store/datasets`;
  const sizes = (await readdir(datasets)).map(async (name) => (await stat(`${datasets}/${name}`)).size);
  expect((await Promise.all(sizes)).filter((size) => size > 15_000_000)).toHaveLength(1);
});
