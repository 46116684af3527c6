import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStoreAt } from '../../src/journal/store.ts';
import { createLog } from '../../src/log.ts';
import { Lanes } from '../../src/queue/lanes.ts';
import { openPresence } from '../../src/open-presence.ts';
import { Tickets } from '../../src/queue/tickets.ts';
import { storeOf, temporaryFolder } from '../support/engine.ts';

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
async function process_() {
  const { store: where, files } = storeOf(folder.path);
  const store = await openStoreAt(where);
  const address = files === undefined ? undefined : where;
  const presence = await openPresence(
    { files: folder.path },
    { store, address },
    createLog('silent', (text) => text),
  );
  open.push(async () => {
    await presence.close();
    await store.destroy();
  });
  return { lanes: new Lanes(new Tickets(store, presence)), store, presence };
}

const never = new AbortController().signal;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a lane', () => {
  test('lets one run in at a time over three processes, each in its turn', async () => {
    const processes = [await process_(), await process_(), await process_()];
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
    const processes = [await process_(), await process_()];
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
    const { lanes } = await process_();
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
    const { lanes } = await process_();
    const waiting = { account: 'main', sessions: 1, runId: 'r', signal: never };
    await expect(lanes.hold(waiting, () => Promise.reject(new Error('oh')))).rejects.toThrow('oh');
    expect(await lanes.hold(waiting, async () => 'next')).toBe('next');
  });

  test('turns the 251st waiter away, however fast they come', async () => {
    const { lanes, store } = await process_();
    const leave = new AbortController();
    const waiting = { account: 'main', sessions: 1, runId: 'r', signal: leave.signal };
    let finish = () => {};
    const over = new Promise<void>((resolve) => (finish = resolve));
    const first = lanes.hold({ ...waiting, signal: never }, () => over);
    const others = Array.from({ length: 250 }, () =>
      lanes.hold(waiting, async () => {}).catch((error: unknown) => error),
    );
    const busy = { code: 'BUSY', message: expect.stringContaining('250 runs wait') };
    await expect(lanes.hold(waiting, async () => {})).rejects.toMatchObject(busy);
    const drawn = () => store.selectFrom('tickets').select('id').execute();
    await expect.poll(async () => (await drawn()).length).toBe(251);
    await expect(lanes.hold(waiting, async () => {})).rejects.toMatchObject(busy);
    leave.abort();
    const cancelled = expect.objectContaining({ code: 'CANCELLED' }) as unknown;
    expect(await Promise.all(others)).toEqual(Array.from({ length: 250 }, () => cancelled));
    finish();
    await first;
  });
});
