import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEngine, temporaryFolder, tinyConfig } from '../support/engine.ts';
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

const config = (url = app.url) => tinyConfig(url, folder.path);

describe('a session', () => {
  test('outlives the engine: the next one signs in no more', async () => {
    for (let round = 0; round < 3; round++) {
      await using engine = await startEngine(config());
      expect((await engine.run('tiny_list_rows')).state).toBe('done');
    }
    expect(app.state.signIns).toBe(1);
  });

  test('moved to another account’s place does not open', async () => {
    await using engine = await startEngine(config());
    await engine.run('tiny_list_rows');
    const main = engine.accounts.get('main')!;
    expect(await engine.states.open(main, 0)).toBeDefined();
    expect(await engine.states.open({ ...main, username: 'other' }, 0)).toBeUndefined();
    expect(await engine.states.open({ ...main, url: 'http://elsewhere.test/' }, 0)).toBeUndefined();
  });

  test('is handed to and fro between two engines without a sign-in or a kick', async () => {
    await using first = await startEngine(config());
    await using second = await startEngine(config());
    for (let round = 0; round < 3; round++) {
      expect((await first.run('tiny_list_rows')).state).toBe('done');
      expect((await second.run('tiny_list_rows')).state).toBe('done');
    }
    expect(app.state).toMatchObject({ signIns: 1, kicked: 0 });
  });
});

describe('a wrong password', () => {
  test('is sent once, however often one calls, and by whichever process', async () => {
    app.state.password = 'changed-by-somebody';
    const paused = { code: 'ACCOUNT_PAUSED', message: expect.stringContaining('Wrong password') as string };
    {
      await using engine = await startEngine(config());
      const runs = await Promise.all([engine.run('tiny_list_rows'), engine.run('tiny_list_rows')]);
      for (const { error } of runs) expect(error).toMatchObject(paused);
      // From now on nobody even waits in the queue for it.
      await expect(engine.run('tiny_list_rows')).rejects.toMatchObject(paused);
    }
    await using next = await startEngine(config());
    await expect(next.run('tiny_list_rows')).rejects.toMatchObject(paused);
    expect(app.state.wrongPasswords).toBe(1);
  });

  test('stops counting when the secret changes', async () => {
    app.state.password = 'sesame-43';
    await using engine = await startEngine(config());
    expect((await engine.run('tiny_list_rows')).error?.code).toBe('ACCOUNT_PAUSED');
    process.env['TINY_PASSWORD'] = 'sesame-43';
    try {
      expect((await engine.run('tiny_list_rows')).state).toBe('done');
    } finally {
      process.env['TINY_PASSWORD'] = 'sesame-42';
    }
  });

  test('counts no more when a person resumes the account', async () => {
    app.state.password = 'sesame-43';
    await using engine = await startEngine(config());
    await engine.run('tiny_list_rows');
    app.state.password = 'sesame-42';
    await expect(engine.run('tiny_list_rows')).rejects.toMatchObject({ code: 'ACCOUNT_PAUSED' });
    await engine.guard.resume('main');
    expect((await engine.run('tiny_list_rows')).state).toBe('done');
  });
});

test('a missing secret is named by its reference', async () => {
  const missing = { ...config() };
  missing.accounts.main!.password = 'env:NOT_SET_ANYWHERE';
  await using engine = await startEngine(missing);
  const { error } = await engine.run('tiny_list_rows');
  expect(error).toMatchObject({
    code: 'INVALID_INPUT',
    message: 'The secret env:NOT_SET_ANYWHERE is not set.',
  });
});

test('an app that is down is said to be, and nothing stays locked', async () => {
  const url = app.url;
  await app.close();
  await using engine = await startEngine(config(url));
  for (let round = 0; round < 2; round++) {
    expect((await engine.run('tiny_list_rows')).error).toMatchObject({ code: 'APP_UNAVAILABLE' });
  }
  app = await startTinyApp();
});

test('an account may have more sessions where its app allows it', async () => {
  await using engine = await startEngine({
    ...config(),
    accounts: { main: { ...config().accounts.main!, sessions: 2 } },
  });
  // The app ends the first session at the second sign-in, so these two run on slots of their own, signed out in turn.
  const runs = await Promise.all([1, 2].map(() => engine.run('tiny_misbehave', { how: 'wait', ms: 300 })));
  expect(runs.map(({ state }) => state)).toContain('done');
  expect(app.state.signIns).toBeGreaterThan(1);
});
