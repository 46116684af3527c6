import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEngine, temporaryFolder, tinyConfig } from '../support/engine.ts';
import { startTinyApp } from '../support/tiny-app.ts';

test('a session lies sealed on the disk: neither cookie nor password is in any file of the store', async () => {
  const app = await startTinyApp();
  await using folder = await temporaryFolder();
  await using engine = await startEngine(tinyConfig(app.url, folder.path));
  await engine.run('tiny_misbehave', { how: 'missing', text: 'sesame-42' });
  const row = await engine.states.open(engine.accounts.get('main')!, 0);
  const cookie = row!.state.cookies.find(({ name }) => name === 'sid')!.value;
  const bytes = await storeBytes(folder.path);
  expect(bytes).toContain('press what is not there');
  expect(bytes).not.toContain(cookie);
  expect(bytes).not.toContain('sesame-42');
  await app.close();
});

async function storeBytes(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('journal.db'));
  const parts = await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')));
  return parts.join('');
}
