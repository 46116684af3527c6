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

/** What one process has; several in one test stand for several processes on one store. */
function process_() {
  const store = openStore(folder.path);
  const presence = new LocalPresence(`${folder.path}/processes`);
  open.push(async () => {
    await store.destroy();
    await presence.close();
  });
  return { lanes: new Lanes(new Tickets(store, presence)), store, presence };
}

const never = new AbortController().signal;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a lane', () => {
  test('lets one run in at a time over three processes, each in its turn', async () => {
    const processes = [process_(), process_(), process_()];
    let inside = 0;
    let most = 0;
    const order: number[][] = [[], [], []];
    const runs = Array.from({ length: 30 }, (_, index) => {
      const own = index % 3;
      return processes[own]!.lanes.hold(
        { account: 'main', sessions: 1, runId: `r${index}`, signal: never },
        async () => {
          most = Math.max(most, ++inside);
          order[own]!.push(index);
          await pause(3);
          inside -= 1;
        },
      );
    });
    await Promise.all(runs);
    expect(most).toBe(1);
    for (const own of order) expect(own).toEqual(own.toSorted((a, b) => a - b));
  });

  test('gives an account with two sessions two slots, and never the same one twice', async () => {
    const processes = [process_(), process_()];
    const held = new Set<number>();
    let most = 0;
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        processes[index % 2]!.lanes.hold(
          { account: 'main', sessions: 2, runId: `r${index}`, signal: never },
          async (slot) => {
            expect(held.has(slot)).toBe(false);
            held.add(slot);
            most = Math.max(most, held.size);
            await pause(5);
            held.delete(slot);
          },
        ),
      ),
    );
    expect(most).toBe(2);
  });

  test('serves accounts side by side', async () => {
    const { lanes } = process_();
    let inside = 0;
    let enterAll = () => {};
    const allInside = new Promise<void>((resolve) => (enterAll = resolve));
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((account) =>
        // None leaves before all four are in.
        lanes.hold({ account, sessions: 1, runId: account, signal: never }, async () => {
          if (++inside === 4) enterAll();
          await allInside;
        }),
      ),
    );
    expect(inside).toBe(4);
  });

  test('is free again after work that failed', async () => {
    const { lanes } = process_();
    const waiting = { account: 'main', sessions: 1, runId: 'r', signal: never };
    await expect(lanes.hold(waiting, () => Promise.reject(new Error('oh')))).rejects.toThrow('oh');
    expect(await lanes.hold(waiting, async () => 'next')).toBe('next');
  });

  test('turns the 251st waiter away', async () => {
    const { lanes } = process_();
    const leave = new AbortController();
    const waiting = { account: 'main', sessions: 1, runId: 'r', signal: leave.signal };
    let finish = () => {};
    const first = lanes.hold(
      { ...waiting, signal: never },
      () => new Promise<void>((resolve) => (finish = resolve)),
    );
    await pause(20);
    const others = Array.from({ length: 250 }, () =>
      lanes.hold(waiting, async () => {}).catch((error: unknown) => error),
    );
    await pause(200);
    await expect(lanes.hold(waiting, async () => {})).rejects.toMatchObject({ code: 'BUSY' });
    leave.abort();
    finish();
    await Promise.all([first, ...others]);
  });
});

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
    const { lanes } = process_();
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
    const { lanes } = process_();
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
