import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { clientKinds, connect } from '../../support/clients.ts';
import type { TestClient } from '../../support/clients.ts';
import { stdioProgram } from './stdio-program.ts';

function start(env: Record<string, string> = {}) {
  const child = spawn(stdioProgram.command, stdioProgram.args, { env: { ...process.env, ...env } });
  const [stdout, stderr] = [text(child.stdout).catch(() => 'cut off'), text(child.stderr)];
  const ended = once(child, 'exit').then(([code, signal]) => ({
    code: code as number,
    signal: signal as string,
  }));
  const ready = once(child.stdout, 'data');
  const ask = (method: string, params: object = {}) =>
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })}\n`);
  return { child, stdout, stderr, ended, ready, ask };
}

const handshake = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'wire', version: '0' },
};

/** The program may still be starting: a client may be connected before it is. */
const seen = (client: TestClient, line: string) =>
  vi.waitFor(() => expect(client.stderr()).toContain(line), { timeout: 30_000, interval: 10 });

test.each(clientKinds)('%s: a call that is called off is aborted in the handler', async (kind) => {
  await using client = await connect(kind, stdioProgram);
  const stop = new AbortController();
  const call = client.callTool('wait', { key: 'a' }, { signal: stop.signal });
  await seen(client, 'started a');
  stop.abort();
  await expect(call).rejects.toThrow();
  await seen(client, 'aborted a');
});

test('what others print goes to stderr, and stdout holds nothing but protocol', async () => {
  const { child, stdout, stderr, ended, ready, ask } = start({ NOISE: '1' });
  ask('initialize', handshake);
  await ready;
  child.stdin.end();
  expect(await ended).toEqual({ code: 0, signal: null });
  const lines = (await stdout).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([{ id: 1, result: {} }]);
  expect(await stderr).toContain('a flow printed this\nand this, without an end of line');
});

test('the end of stdin aborts running calls and resolves', async () => {
  const { child, stderr, ended, ready, ask } = start();
  ask('initialize', handshake);
  await ready;
  ask('tools/call', { name: 'wait', arguments: { key: 'a' } });
  child.stdin.end();
  expect(await ended).toEqual({ code: 0, signal: null });
  expect(await stderr).toMatch(/started a[^]*aborted a[^]*served/);
});

test('the signal resolves as well', async () => {
  const { child, stderr, ended, ready, ask } = start();
  ask('initialize', handshake);
  await ready;
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 0, signal: null });
  expect(await stderr).toContain('served');
});

test('a client that stops reading does not crash the process', async () => {
  const { child, stderr, ended, ready, ask } = start();
  ask('initialize', handshake);
  await ready;
  child.stdout.destroy();
  ask('tools/list');
  ask('tools/list');
  expect(await ended).toEqual({ code: 0, signal: null });
  expect(await stderr).toContain('served');
});
