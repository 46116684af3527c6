import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallToolResult } from '@modelcontextprotocol/client';
import { expect, test } from 'vitest';
import { connect } from '../support/clients.ts';
import { temporaryFolder, tinyConfig, tinyPack } from '../support/engine.ts';
import { stdioServer } from '../support/server.ts';
import { startTinyApp } from '../support/tiny-app.ts';

const note = 'Tiny is nobody you know.';

/** The tiny pack, as if it had been written without ever seeing the application. */
async function unprovenPack(folder: string): Promise<string> {
  const pack = join(folder, 'pack');
  await cp(tinyPack, pack, { recursive: true });
  const source = await readFile(join(pack, 'app.ts'), 'utf8');
  const standing = `standing: { verified: 'replica', notes: ['${note}'] },`;
  await writeFile(join(pack, 'app.ts'), source.replace('defineApp({', `defineApp({ ${standing}`));
  return pack;
}

const texts = ({ content }: CallToolResult) => content.map((part) => (part.type === 'text' ? part.text : ''));

test('a user is told once for each account what to know of an unproven pack, by whichever process comes first', async () => {
  await using folder = await temporaryFolder();
  const app = await startTinyApp();
  try {
    const config = tinyConfig(app.url, join(folder.path, 'store'), {
      flows: [await unprovenPack(folder.path)],
    });
    const { main } = config.accounts;
    const both = { ...config, accounts: { main: main!, spare: { ...main!, username: 'other' } } };
    const visit = async (calls: { account: string; n: number }[]) => {
      await using client = await connect('v2-legacy', await stdioServer(folder.path, both));
      const answers = [];
      for (const args of calls) answers.push(texts(await client.callTool('tiny_list_rows', args)));
      return answers;
    };
    const [first, second] = await visit([
      { account: 'main', n: 1 },
      { account: 'main', n: 1 },
    ]);
    expect(first).toHaveLength(2);
    expect(first![1]).toMatch(/Tell the user.*\nThe tools for Tiny.* never yet on the live system\.\n/s);
    expect(first![1]).toContain(note);
    expect(second).toHaveLength(1);
    const [again, spare] = await visit([
      { account: 'main', n: 1 },
      { account: 'spare', n: 1 },
    ]);
    expect(again).toHaveLength(1);
    expect(spare![1]).toContain(note);
  } finally {
    await app.close();
  }
});

test('its tools say in a few words that nobody has tried them yet, and those of a proven pack do not', async () => {
  await using folder = await temporaryFolder();
  const described = async (pack: string) => {
    const config = tinyConfig('http://127.0.0.1:9/', join(folder.path, 'store'), { flows: [pack] });
    await using client = await connect('v2-legacy', await stdioServer(folder.path, config));
    return (await client.listTools()).find(({ name }) => name === 'tiny_list_rows')!.description!;
  };
  const plain = await described(tinyPack);
  const unproven = await described(await unprovenPack(folder.path));
  expect(unproven).toBe(`${plain} Untried on the live system.`);
});
