import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Catalog } from '../../src/flow/catalog.ts';
import { importModule } from '../../src/flow/import-module.ts';
import { loadFlows } from '../../src/flow/load-flows.ts';
import type { LoadedFlows } from '../../src/flow/load-flows.ts';
import { temporaryFolder } from '../support/engine.ts';

/** A user's folder outside of the package: no node_modules of its own, TypeScript, no build. */
const files: Record<string, string> = {
  'app.ts': `import { defineApp } from 'sidedoor-mcp';
    export const app = defineApp({ name: 'my-app', title: 'Mine', home: '/', signIn: async () => {}, classify: async () => ({ state: 'unknown' }) });`,
  'a-good.flow.ts': flow({}),
  'broken.flow.ts': 'export default {{{',
  'copy.flow.ts': flow({}),
  'date.flow.ts': flow({ name: "'with_date'", input: "z.object({ on: z.date().describe('Day') })" }),
  'long.flow.ts': flow({ name: `'${'x'.repeat(70)}'` }),
  'missing-import.flow.ts': "import './nowhere.ts'; export default {};",
  'no-default.flow.ts': 'export const flow = 1;',
  'no-effect.flow.ts': flow({ name: "'no_effect'", effect: 'undefined' }),
  'no-words.flow.ts': flow({ name: "'no_words'", input: 'z.object({ tenant: z.string() })' }),
  'reserved.flow.ts': flow({ name: "'reserved'", input: "z.object({ account: z.string().describe('A') })" }),
  'writes.flow.ts': flow({ name: "'writes'", effect: "'write'" }),
  'notes.ts': 'throw new Error("not a flow file: never loaded");',
};

function flow({
  name = "'find_tenant'",
  effect = "'read'",
  input = "z.object({ name: z.string().describe('Name') })",
}) {
  return `import { defineFlow } from 'sidedoor-mcp';
    import { z } from 'zod';
    import { app } from './app.ts';
    const half: string | undefined = undefined;
    export default defineFlow({ app, name: ${name}, title: 'T', description: 'D', effect: ${effect}, input: ${input},
      output: z.object({ id: z.string() }), run: async () => ({ id: half ?? 'x' }) });`;
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let loaded: LoadedFlows;

beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder.path, 'pack'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, 'pack', name), text);
  loaded = await loadFlows([folder.path, join(folder.path, 'absent')], importModule);
});

afterAll(() => folder[Symbol.asyncDispose]());

test('a good flow is served although its neighbours are refused', () => {
  expect(loaded.flows.map(({ tool }) => tool)).toEqual(['my_app_find_tenant']);
});

test.each([
  ['broken.flow.ts', /does not load/],
  ['copy.flow.ts', /my_app_find_tenant exists already in .*a-good\.flow\.ts/],
  ['date.flow.ts', /could not read its schema/],
  ['long.flow.ts', /77 characters/],
  ['missing-import.flow.ts', /does not load: .*nowhere/],
  ['no-default.flow.ts', /no default export/],
  ['no-effect.flow.ts', /effect: must say "read" or "write"/],
  ['no-words.flow.ts', /"tenant" has no description/],
  ['reserved.flow.ts', /"account" is the engine's own/],
  ['writes.flow.ts', /it writes/],
  ['absent', /no such folder/],
])('%s is refused with its reason and a fix', (name, reason) => {
  const refused = loaded.refused.find(({ file }) => file.endsWith(name));
  expect(refused?.reason).toMatch(reason);
  expect(refused?.fix).toMatch(/\w/);
});

test('nothing else is refused', () => {
  expect(loaded.refused).toHaveLength(11);
});

test('whoever calls a flow whose file is refused learns of that', () => {
  const catalog = new Catalog(loaded.flows, loaded.refused);
  expect(() => catalog.flow('my_app_with_date')).toThrow(
    expect.objectContaining({
      code: 'INVALID_INPUT',
      hint: expect.stringMatching(/^There are: my_app_find_tenant\. Refused.*date\.flow\.ts/),
    }),
  );
});

test('what the flow files of a pack share is evaluated once, and remembers for all of them', async () => {
  await using pack = await temporaryFolder();
  const write = (name: string, text: string) => writeFile(join(pack.path, name), text);
  const count = `evaluated${Date.now()}`;
  await write(
    'memory.ts',
    `globalThis.${count} = (globalThis.${count} ?? 0) + 1; export const memory: string[] = [];`,
  );
  await write('app.ts', `import './memory.ts';\n${files['app.ts']}`);
  const names = ['one', 'two', 'three'];
  for (const name of names) {
    // Each by a module of its own too, as flows have their pages.
    await write(`${name}.page.ts`, "export { memory } from './memory.ts';");
    await write(
      `${name}.flow.ts`,
      flow({ name: `'find_${name}'` })
        .replace(
          "import { app } from './app.ts';",
          `import { app } from './app.ts'; import { memory } from './${name}.page.ts';`,
        )
        .replace("({ id: half ?? 'x' })", `({ id: String(memory.push('${name}')) })`),
    );
  }
  // Two catalogs at a time, as nothing forbids.
  const [both] = await Promise.all([
    loadFlows([pack.path], importModule),
    loadFlows([pack.path], importModule),
  ]);
  expect((globalThis as Record<string, unknown>)[count]).toBe(1);
  expect(both.flows).toHaveLength(names.length);
  const answers: unknown[] = [];
  for (const { flow: each } of both.flows)
    if (each.effect === 'read') answers.push(await each.run({} as never));
  expect(answers).toEqual([{ id: '1' }, { id: '2' }, { id: '3' }]);
});
