import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSite, json } from './program.ts';
import type { Site } from './program.ts';

interface FlowsJson {
  flows: { tool: string; title: string; app: string; effect: string; accounts: string[]; file: string }[];
  refused: { file: string; reason: string; fix: string }[];
}

let site: Site;

beforeAll(async () => {
  site = await createSite();
});

afterAll(() => site[Symbol.asyncDispose]());

test('lists the flows of a project outside of the package, on a pipe tab-separated', async () => {
  const { code, stdout, stderr } = await site.sidedoor(['flows']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [headings, ...lines] = stdout.trimEnd().split('\n');
  expect(headings).toBe('tool\ttitle\tapp\teffect\taccounts');
  expect(lines).toContain('tiny_list_rows\tList rows\ttiny\tread\tmain, spare');
});

test('--json has what a program needs, and nothing refused', async () => {
  const listed = json<FlowsJson>(await site.sidedoor(['flows', '--json']));
  expect(listed.refused).toEqual([]);
  expect(listed.flows).toContainEqual(
    expect.objectContaining({
      tool: 'tiny_list_rows',
      title: 'List rows',
      app: 'tiny',
      effect: 'read',
      accounts: ['main', 'spare'],
      file: join(site.folder, 'flows/tiny/list-rows.flow.ts'),
    }),
  );
});

test('a refused flow is named with file, reason and fix, the others stay, and the exit code is 1', async () => {
  await writeFile(join(site.folder, 'flows/tiny/broken.flow.ts'), 'export default { name: 3 };');
  const shown = await site.sidedoor(['flows']);
  expect(shown.code).toBe(1);
  expect(shown.stdout).toContain('tiny_list_rows');
  expect(shown.stderr).toMatch(/refused {2}flows\/tiny\/broken\.flow\.ts\n +\S.*\n +\S.*\n/);
  const listed = json<FlowsJson>(await site.sidedoor(['flows', '--json']));
  expect(listed.refused).toEqual([
    {
      file: join(site.folder, 'flows/tiny/broken.flow.ts'),
      reason: expect.any(String) as unknown,
      fix: expect.any(String) as unknown,
    },
  ]);
});

test('a flow that no account can run is listed as such', async () => {
  const config = { flows: ['./flows'], accounts: {} };
  await writeFile(join(site.folder, 'other.json'), JSON.stringify(config));
  const { stdout } = await site.sidedoor(['flows', '--config', 'other.json']);
  expect(stdout).toContain('tiny_list_rows\tList rows\ttiny\tread\t(none)');
});
