import { execFile } from 'node:child_process';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import { json, sidedoor } from '../cli/program.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';

process.env['RECEIPTS_PASSWORD'] = 'harbor-demo';

const verifier = new URL('../../scripts/verify-receipts.mjs', import.meta.url).pathname;

test('a receipt that could not be left is said to be missing, and left at a later start', async () => {
  const harbor = await startHarbor();
  await using folder = await temporaryFolder();
  const store = join(folder.path, 'store');
  const clerk = { app: 'harbor', url: harbor.url, username: 'clerk', password: 'env:RECEIPTS_PASSWORD' };
  const config = {
    store,
    logLevel: 'silent' as const,
    accounts: { clerk: { ...clerk, writes: 'allow' as const } },
  };
  await writeFile(join(folder.path, 'sidedoor.config.json'), JSON.stringify(config));
  const receipts = join(store, 'receipts');
  const write = (engine: Awaited<ReturnType<typeof startEngine>>, description: string) =>
    engine.run('harbor_create_work_order', {
      building: 'HBR',
      unit: '203',
      category: 'Plumbing',
      description,
    });
  const shown = async (id: string) => {
    const { stdout } = await sidedoor(['runs', id], { cwd: folder.path });
    const asJson = json<{ write: { receipt_missing: boolean } }>(
      await sidedoor(['runs', id, '--json'], { cwd: folder.path }),
    );
    return { text: stdout, isMissing: asJson.write.receipt_missing };
  };
  const left = async (id: string) => (await readdir(receipts)).some((name) => name.includes(id));

  const first = await startEngine(config);
  const kept = await write(first, 'Tap drips');
  // A file where the folder was: nothing can be placed there, by root neither.
  await rename(receipts, `${receipts}.aside`);
  await writeFile(receipts, '');
  const without = await write(first, 'Lamp is dark');
  await first.close();
  expect([kept.state, without.state]).toEqual(['done', 'done']);
  const reported = await shown(without.id);
  expect(reported.isMissing).toBe(true);
  expect(reported.text).toMatch(/receipt\s+missing/);
  expect((await shown(kept.id)).isMissing).toBe(false);

  await rm(receipts);
  await rename(`${receipts}.aside`, receipts);
  expect(await left(without.id)).toBe(false);
  const second = await startEngine(config);
  await second.close();
  expect(await left(without.id)).toBe(true);
  expect(await shown(without.id)).toMatchObject({
    isMissing: false,
    text: expect.not.stringContaining('missing'),
  });
  // Its pictures are with it, and the chain is whole: the verifier ends with an error otherwise.
  expect((await readdir(receipts)).filter((name) => name.includes(without.id))).toHaveLength(3);
  await promisify(execFile)(process.execPath, [verifier, receipts]);
  await harbor.close();
});
