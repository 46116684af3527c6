import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/journal/store.ts';
import { Lanes } from '../../src/queue/lanes.ts';
import { LocalPresence } from '../../src/queue/local-presence.ts';
import { Tickets } from '../../src/queue/tickets.ts';
import { temporaryFolder } from '../support/engine.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const open: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await folder[Symbol.asyncDispose]();
});

function ourLanes(): Lanes {
  const store = openStore(folder.path);
  const presence = new LocalPresence(`${folder.path}/processes`);
  open.push(async () => {
    await store.destroy();
    await presence.close();
  });
  return new Lanes(new Tickets(store, presence));
}

const never = new AbortController().signal;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A real process that takes the lane of the account and sits on it. */
async function sittingProcess() {
  const script = `
    import { openStore } from ${JSON.stringify(new URL('../../dist/src/journal/store.js', import.meta.url).href)};
    import { LocalPresence } from ${JSON.stringify(new URL('../../dist/src/queue/local-presence.js', import.meta.url).href)};
    import { Tickets } from ${JSON.stringify(new URL('../../dist/src/queue/tickets.js', import.meta.url).href)};
    import { Lanes } from ${JSON.stringify(new URL('../../dist/src/queue/lanes.js', import.meta.url).href)};
    const presence = new LocalPresence(process.argv[1] + '/processes');
    const lanes = new Lanes(new Tickets(openStore(process.argv[1]), presence));
    const signal = new AbortController().signal;
    await lanes.hold({ account: 'main', sessions: 1, runId: 'sitting', signal }, async () => {
      console.log('holding');
      setInterval(() => {}, 1000);
      await new Promise(() => {});
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder.path]);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  open.push(async () => void child.kill('SIGKILL'));
  return child;
}

describe('a holder', () => {
  test('that was killed frees the lane within seconds', async () => {
    const lanes = ourLanes();
    const child = await sittingProcess();
    let freeAfter = 0;
    const mine = lanes.hold({ account: 'main', sessions: 1, runId: 'r', signal: never }, async () => {
      freeAfter = performance.now();
    });
    await pause(300);
    expect(freeAfter).toBe(0);
    const killed = performance.now();
    child.kill('SIGKILL');
    await mine;
    expect(freeAfter - killed).toBeLessThan(30_000);
  });

  test('that was frozen keeps it, however long', async () => {
    const lanes = ourLanes();
    const child = await sittingProcess();
    child.kill('SIGSTOP');
    const leave = new AbortController();
    let entered = false;
    const mine = lanes
      .hold({ account: 'main', sessions: 1, runId: 'r', signal: leave.signal }, async () => {
        entered = true;
      })
      .catch(() => undefined);
    await pause(2_000);
    expect(entered).toBe(false);
    leave.abort();
    await mine;
  });
});
