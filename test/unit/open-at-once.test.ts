import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/engine.ts';

const stores = 40;
const apartMs = 50;
const module = JSON.stringify(new URL('../../dist/src/journal/store.js', import.meta.url).href);

/** Opens one new store after another, each at a moment that all processes have agreed on. */
const opener = `
  import { openStore } from ${module};
  const [, folder, first] = process.argv;
  for (let at = 0; at < ${stores}; at++) {
    while (Date.now() < Number(first) + at * ${apartMs});
    await openStore(folder + '/' + at).destroy();
  }`;

test('a store that is new can be opened by several processes at once', async () => {
  await using folder = await temporaryFolder();
  const first = String(Date.now() + 1_000);
  const openers = Array.from({ length: 3 }, async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', opener, folder.path, first], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    return { said, code: code as number };
  });
  for (const opened of openers) expect(await opened).toEqual({ said: '', code: 0 });
});
