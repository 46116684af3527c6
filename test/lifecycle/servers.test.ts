import type { CallToolResult } from '@modelcontextprotocol/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../support/clients.ts';
import { temporaryFolder, tinyConfig } from '../support/engine.ts';
import { descendants, isRunning } from '../support/processes.ts';
import { stdioServer } from '../support/server.ts';
import { startTinyApp } from '../support/tiny-app.ts';
import type { TinyApp } from '../support/tiny-app.ts';

let app: TinyApp;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  app = await startTinyApp();
  folder = await temporaryFolder();
});

afterEach(async () => {
  await folder[Symbol.asyncDispose]();
  await app.close();
});

const statusOf = ({ structuredContent }: CallToolResult) => (structuredContent as { status: string }).status;

const server = (more = {}) => stdioServer(folder.path, tinyConfig(app.url, `${folder.path}/store`, more));

test('two servers on one store, ten calls each: one run at a time, one sign-in, every call answered', async () => {
  const target = await server();
  await using first = await connect('v2-modern', target);
  await using second = await connect('v1', target);
  const answers = await Promise.all(
    [first, second].flatMap((client) =>
      Array.from({ length: 10 }, () => client.callTool('tiny_misbehave', { how: 'visit', ms: 20 })),
    ),
  );
  expect(answers.map(statusOf)).toEqual(Array(20).fill('done'));
  expect(app.state).toMatchObject({ entered: 20, mostInside: 1, signIns: 1, kicked: 0 });
});

test('a server killed in the middle of a run leaves no browser, and the next goes on without a sign-in', async () => {
  const target = await server();
  const doomed = await connect('v2-modern', target);
  const pid = descendants(process.pid).find(({ command }) => command.includes(target.args[3]!))!.pid;
  await doomed.callTool('tiny_list_rows');
  const lost = doomed.callTool('tiny_misbehave', { how: 'wait', ms: 15_000 }).catch(() => 'lost');
  await expect.poll(() => app.state.requests.at(-1)).toBe('GET /slow');
  const browsers = descendants(pid);
  expect(browsers.some(({ command }) => /chrom/.test(command))).toBe(true);
  process.kill(pid, 'SIGKILL');
  expect(await lost).toBe('lost');
  await expect
    .poll(() => browsers.filter((browser) => isRunning(browser.pid)), { timeout: 60_000 })
    .toEqual([]);

  await using next = await connect('v2-modern', target);
  const answer = await next.callTool('tiny_list_rows', { n: 4 });
  expect(answer.structuredContent).toMatchObject({ status: 'done', result: { complete: { proven: true } } });
  expect(app.state).toMatchObject({ signIns: 1, kicked: 0 });

  const { structuredContent } = await next.callTool('list_runs');
  const states = (structuredContent as { runs: { status: string }[] }).runs.map(({ status }) => status);
  expect(states).toEqual(['done', 'interrupted', 'done']);
});

test('a run outlives its call: the other server answers for it, and calls it off', async () => {
  const target = await server({ wait: 0.5 });
  await using first = await connect('v2-modern', target);
  await using second = await connect('v2-legacy', target);
  const { structuredContent } = await first.callTool('tiny_misbehave', { how: 'wait', ms: 15_000 });
  expect(structuredContent).toMatchObject({ status: 'running', account: 'main' });
  const { run_id } = structuredContent as { run_id: string };

  const seen = await second.callTool('get_run', { run_id });
  expect(seen.structuredContent).toMatchObject({ status: 'running', tool: 'tiny_misbehave' });
  const cancelled = await second.callTool('cancel_run', { run_id });
  expect(cancelled.structuredContent).toMatchObject({ status: 'cancelled', error: { code: 'CANCELLED' } });

  const after = await second.callTool('tiny_list_rows');
  const { run_id: next } = after.structuredContent as { run_id: string };
  const status = async () => statusOf(await second.callTool('get_run', { run_id: next }));
  await expect.poll(status, { timeout: 20_000 }).toBe('done');
});
