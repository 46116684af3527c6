import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { connect } from '../support/clients.ts';
import { temporaryFolder } from '../support/engine.ts';
import { json, sidedoor, start } from './program.ts';

interface DemoJson {
  tools: { name: string }[];
  calls: {
    ms: number;
    signIns: number;
    requests: number;
    result: { work_orders: object[]; complete: object };
  }[];
  paste: { client: string; text: string }[];
}

test('shows tools and work orders over MCP, on one sign-in for two calls, and leaves nothing behind', async () => {
  await using folder = await temporaryFolder();
  const ended = await sidedoor(['demo', '--json'], {
    cwd: folder.path,
    env: { TMPDIR: folder.path, HOME: folder.path, XDG_CONFIG_HOME: undefined, SIDEDOOR_KEY: undefined },
  });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const { tools, calls, paste } = json<DemoJson>(ended);
  expect(tools.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['harbor_list_work_orders', 'harbor_create_work_order']),
  );
  expect(calls.map(({ signIns }) => signIns)).toEqual([1, 0]);
  for (const { result } of calls) {
    expect(result.work_orders.length).toBeGreaterThan(0);
    expect(result.complete).toMatchObject({ proven: true });
  }
  expect(paste.map(({ client }) => client)).toEqual(['Claude Code', 'Claude Desktop', 'Cursor', 'VS Code']);
  expect(readdirSync(folder.path)).toEqual([]);
});

test('what it says to paste is a server that needs no config', async () => {
  await using folder = await temporaryFolder();
  const env = { TMPDIR: folder.path };
  const demo = start(['demo', '--keep'], { cwd: folder.path, env });
  await expect.poll(() => demo.stdout(), { timeout: 40_000 }).toContain('Harbor goes on at');
  const [, url = ''] = /goes on at (\S+): user/.exec(demo.stdout()) ?? [];
  expect((await fetch(new URL('login.aspx', url))).status).toBe(200);
  const [, words = ''] = /claude mcp add sidedoor -- (.*)\n/.exec(demo.stdout()) ?? [];
  demo.child.kill('SIGINT');
  expect((await demo.ended).code).toBe(0);
  await expect(fetch(url)).rejects.toThrow();

  const [command = '', ...args] = words.split(' ');
  const client = await connect('v2-modern', { command, args, cwd: folder.path, env });
  expect((await client.listTools()).map(({ name }) => name)).toContain('harbor_list_work_orders');
  const note = { work_order: 'WO-24060', note: 'Locksmith comes on Friday' };
  const shown = await client.callTool('harbor_add_work_order_note', note);
  const { preview } = shown.structuredContent as { preview: { preview_token: string } };
  const { preview_token } = preview;
  const written = await client.callTool('harbor_add_work_order_note', { ...note, preview_token });
  expect(written.structuredContent).toMatchObject({ status: 'done' });
  await client.close();
  await expect.poll(() => readdirSync(folder.path)).toEqual([]);
});
