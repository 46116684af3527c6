import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEngine, temporaryFolder, tinyConfig } from '../support/engine.ts';
import { startTinyApp } from '../support/tiny-app.ts';
import type { TinyApp } from '../support/tiny-app.ts';

type Engine = Awaited<ReturnType<typeof startEngine>>;

let app: TinyApp;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;

beforeAll(async () => {
  app = await startTinyApp();
  folder = await temporaryFolder();
  engine = await startEngine(tinyConfig(app.url, folder.path));
});

afterAll(async () => {
  await engine.close();
  await folder[Symbol.asyncDispose]();
  await app.close();
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const misbehave = (how: string, more: Record<string, unknown> = {}) =>
  engine.run('tiny_misbehave', { how, ...more });

describe('a run', () => {
  test('answers the typed output, and its steps with times', async () => {
    const report = await engine.run('tiny_list_rows', { n: 2 });
    expect(report.error).toBeUndefined();
    expect(report.output).toEqual({
      rows: [
        { no: 'R-1', amount: '1.50' },
        { no: 'R-2', amount: '2.50' },
      ],
      complete: {
        proven: true,
        because: 'the table has no pages',
        rows: 2,
        columns: { no: 'text', amount: 'decimal' },
        // Of `{"amount":"1.50","no":"R-1"}` and its like, each with a line feed.
        digest: sha256('{"amount":"1.50","no":"R-1"}\n{"amount":"2.50","no":"R-2"}\n'),
      },
    });
    expect(report.steps.map(({ title, outcome }) => [title, outcome])).toEqual([
      ['open the list', 'done'],
      ['read the list', 'done'],
    ]);
    expect(report.steps.every(({ ms }) => ms !== null)).toBe(true);
  });

  test('goes on with the session of the run before', async () => {
    const before = app.state.signIns;
    await misbehave('none');
    await misbehave('none');
    expect(app.state.signIns).toBe(before);
  });

  test('signs in again, once, when the session ended meanwhile', async () => {
    await misbehave('none');
    app.expire();
    const before = app.state.signIns;
    const report = await engine.run('tiny_list_rows', { n: 1 });
    expect(report.output).toMatchObject({ rows: [{ no: 'R-1' }] });
    expect(app.state.signIns).toBe(before + 1);
  });
});

describe('a failure', () => {
  test('of the flow’s own code names the place and keeps the text away', async () => {
    const { error } = await misbehave('throw', { text: 'Tenant Müller' });
    expect(error).toMatchObject({ code: 'FLOW_DEFECT', step: 'stumble' });
    expect(error?.message).toMatch(/TypeError at misbehave\.flow\.ts:\d+/);
    expect(JSON.stringify(error)).not.toContain('Müller');
  });

  test('that the flow names passes on as it is', async () => {
    expect((await misbehave('refused')).error).toMatchObject({
      code: 'REFUSED',
      message: 'Period is closed',
    });
    expect((await misbehave('not_found')).error).toMatchObject({
      code: 'NOT_FOUND',
      message: 'No such tenant',
    });
  });

  test('of a script that does not fit the screen leaves its step, screenshot and HTML', async () => {
    const report = await misbehave('missing', { text: 'what the screen showed' });
    expect(report.error).toMatchObject({ code: 'LAYOUT_CHANGED', step: 'press what is not there' });
    expect(report.evidence.map(({ name }) => name)).toEqual(['page.html', 'screenshot.png']);
    const html = await engine.evidence.read(report.id, 'page.html');
    expect(html?.content.toString()).toContain('what the screen showed');
  });

  test('of the output names the place in it', async () => {
    const { error } = await misbehave('output');
    expect(error?.code).toBe('LAYOUT_CHANGED');
    expect(error?.message).toMatch(/at how/);
  });

  test('on a signed-out screen is a lost session, whatever the flow took it for', async () => {
    const { error } = await misbehave('signed_off');
    expect(error?.code).toBe('SESSION_LOST');
    expect(error?.message).toContain('Your session has expired');
  });

  test('of the app is told from a changed screen', async () => {
    await misbehave('none');
    app.state.status = 503;
    const { error } = await engine.run('tiny_list_rows');
    app.state.status = 200;
    expect(error).toMatchObject({ code: 'APP_UNAVAILABLE' });
    expect((await engine.run('tiny_list_rows')).state).toBe('done');
  });
});

test('a run in which the process stood still starts over: the screen had no chance to appear', async () => {
  const report = await misbehave('freeze');
  expect(report).toMatchObject({ state: 'done', output: { how: 'freeze' } });
  expect(report.steps.map(({ outcome }) => outcome)).toEqual(['done', 'failed', 'done', 'done']);
});

describe('arguments', () => {
  const refusal = async (tool: string, args: Record<string, unknown>) => {
    const before = app.state.requests.length;
    const error: unknown = await engine.runs.start({ tool, args }).catch((caught: unknown) => caught);
    expect(app.state.requests.length).toBe(before);
    return error;
  };

  test.each([
    ['an unknown tool', 'tiny_nothing', {}],
    ['a wrong type', 'tiny_list_rows', { n: 'three' }],
    ['an unknown argument', 'tiny_list_rows', { m: 3 }],
    ['an unknown account', 'tiny_list_rows', { account: 'nobody' }],
    ['an account of a wrong type', 'tiny_list_rows', { account: 7 }],
    ['a string of 1 MB', 'tiny_misbehave', { how: 'none', text: 'x'.repeat(1_000_000) }],
    ['a control character', 'tiny_misbehave', { how: 'none', text: 'a\u0000b' }],
  ])('with %s are refused before anything happens', async (_what, tool, args) => {
    expect(await refusal(tool, args)).toMatchObject({
      code: 'INVALID_INPUT',
      hint: expect.any(String) as string,
    });
  });
});

describe('a cancel', () => {
  test('reaches the page, and the lane is free afterwards', async () => {
    const id = await engine.runs.start({ tool: 'tiny_misbehave', args: { how: 'wait', ms: 10_000 } });
    await expect.poll(() => app.state.requests.at(-1)).toBe('GET /slow');
    const began = Date.now();
    expect(await engine.runs.cancel(id)).toMatchObject({ state: 'cancelled', error: { code: 'CANCELLED' } });
    expect((await misbehave('none')).state).toBe('done');
    expect(Date.now() - began).toBeLessThan(12_000);
  });

  test('of a waiting run lets it go at once and runs the next', async () => {
    const first = await engine.runs.start({ tool: 'tiny_misbehave', args: { how: 'wait', ms: 1_500 } });
    const second = await engine.runs.start({ tool: 'tiny_misbehave', args: { how: 'none' } });
    const third = await engine.runs.start({ tool: 'tiny_misbehave', args: { how: 'none' } });
    expect(await engine.runs.cancel(second)).toMatchObject({ state: 'cancelled' });
    await expect.poll(async () => (await engine.runs.wait(first, 0)).state).toBe('running');
    expect((await engine.runs.wait(third, 20_000)).state).toBe('done');
    expect((await engine.runs.wait(first, 0)).state).toBe('done');
  });

  test('of a flow that does not listen closes its context and frees the lane', async () => {
    const id = await engine.runs.start({ tool: 'tiny_misbehave', args: { how: 'hang' } });
    await expect.poll(async () => (await engine.runs.wait(id, 0)).steps[0]?.outcome).toBe('done');
    expect(await engine.runs.cancel(id)).toMatchObject({ state: 'cancelled' });
    expect((await misbehave('none')).state).toBe('done');
  });
});

test('a waiting run is told its place in the queue', async () => {
  const first = await engine.runs.start({ tool: 'tiny_misbehave', args: { how: 'wait', ms: 800 } });
  const second = await engine.runs.start({ tool: 'tiny_misbehave', args: { how: 'none' } });
  const messages: string[] = [];
  await engine.runs.wait(second, 20_000, ({ message }) => messages.push(message));
  expect(messages).toContain('1 run is ahead on the account "main"');
  expect(messages.at(-1)).toBe('open the page');
  await engine.runs.wait(first, 20_000);
});
