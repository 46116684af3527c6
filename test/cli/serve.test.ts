import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../support/clients.ts';
import { createSite, start } from './program.ts';
import type { Site, Started } from './program.ts';

let site: Site;

beforeAll(async () => {
  site = await createSite();
});

afterAll(() => site[Symbol.asyncDispose]());

async function listening(server: Started): Promise<string> {
  await expect.poll(() => server.stdout(), { timeout: 20_000 }).toMatch(/^http:\S+\n/);
  return server.stdout().trim();
}

test('serves its tools to whoever holds the token, prints its address, and ends with a signal', async () => {
  const env = { ...site.at.env, TOKEN_OF_TEST: 'a-token-of-this-test' };
  const server = start(['serve', '--port', '0', '--token-env', 'TOKEN_OF_TEST'], { ...site.at, env });
  const url = await listening(server);
  expect((await fetch(url, { method: 'POST' })).status).toBe(401);
  const client = await connect('v2-legacy', { url, token: env.TOKEN_OF_TEST });
  expect((await client.listTools()).map(({ name }) => name)).toContain('tiny_list_rows');

  const second = await site.sidedoor(['serve', '--port', new URL(url).port]);
  expect(second.code).toBe(2);
  expect(second.stderr).toMatch(/^INVALID_INPUT: Port \d+ on 127\.0\.0\.1 is in use/);

  server.child.kill('SIGTERM');
  const { code, stderr } = await server.ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  await client.close();
});

test('a token that is not set opens no door', async () => {
  const { code, stdout, stderr } = await site.sidedoor([
    'serve',
    '--port',
    '0',
    '--token-env',
    'NOT_SET_ANYWHERE',
  ]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^INVALID_INPUT: .*NOT_SET_ANYWHERE is not set/);
});

test('another address than this machine’s own needs the names that clients use', async () => {
  const { code, stderr } = await site.sidedoor(['serve', '--port', '0', '--host', '0.0.0.0']);
  expect(code).toBe(2);
  expect(stderr).toContain('--allowed-host');
});
