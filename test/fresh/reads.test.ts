import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journal } from '../../src/journal/journal.ts';
import { Reads } from '../../src/journal/reads.ts';
import { openStoreAt } from '../../src/journal/store.ts';
import type { Store } from '../../src/journal/store.ts';
import { Writes } from '../../src/journal/writes.ts';
import { shareRun } from '../../src/fresh/share-run.ts';
import type { Begun } from '../../src/fresh/share-run.ts';
import { storeOf, temporaryFolder } from '../support/engine.ts';

/** Two processes of one store, as far as runs that are shared go. No application: what counts is who would go to it. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let one: Host;
let other: Host;
const dead = new Set<string>();

beforeEach(async () => {
  dead.clear();
  folder = await temporaryFolder();
  one = await hostNamed('one');
  other = await hostNamed('other');
});

afterEach(async () => {
  await one.store.destroy();
  await other.store.destroy();
  await folder[Symbol.asyncDispose]();
});

type Host = Awaited<ReturnType<typeof hostNamed>>;

async function hostNamed(id: string) {
  const store: Store = await openStoreAt(storeOf(folder.path).store);
  const process = { id, isAlive: async (owner: string) => !dead.has(owner) };
  const journal = new Journal(store, process, (text) => text);
  const reads = new Reads(store, process);
  const writes = new Writes(store, (value) => value);
  let made = 0;
  const call = (maxAge: number, { allowStale = false, digest = 'd', elsewhere = [] as string[] } = {}) => {
    const runId = `${id}_${(made += 1)}`;
    const run = { id: runId, account: 'a', app: 'x', flow: 'f', effect: 'read', input: {} } as const;
    const making = {
      check: async () => undefined,
      enter: async (tx: Parameters<Journal['queuedIn']>[0]) => {
        await journal.queuedIn(tx, { ...run, writeId: null, isPreview: false, origin: null, alike: digest });
        return runId;
      },
    };
    const parts = { reads, datasets: { isHere: async () => true } };
    const alike = { digest, account: 'a', elsewhere };
    return shareRun(alike, { maxAge: maxAge * 1_000, allowStale }, making, parts);
  };
  return {
    store,
    journal,
    reads,
    call,
    async done(runId: string, output: unknown = { n: 1 }) {
      await journal.started(runId);
      await journal.ended(runId, { state: 'done', output });
    },
    /** A write that is through, as far as the journal goes. */
    async write(account: string, key: string) {
      const runId = `w_${key}`;
      const about = { id: runId, account, app: 'x', flow: 'w', effect: 'write', input: {} } as const;
      const { id: writeId } = await writes.find({ account, app: 'x', flow: 'w', input: { key }, runId, key });
      await journal.queued({ ...about, writeId, isPreview: false, origin: null });
      await writes.claim(writeId, runId);
      const seen = { preview: {}, warnings: [], approval: undefined };
      await writes.prepared(writeId, seen);
      return {
        arm: () =>
          writes.armed(writeId, runId, { method: 'POST', address: '', fields: {}, digest: '', bytes: 0 }),
        confirm: () => writes.confirmed(writeId, {}),
      };
    },
  };
}

const unshared = ({ share: _share, ...begun }: Begun) => begun;

test('of calls at once, to whatever process, one makes the run and the others have part in it', async () => {
  // Two processes that wait for each other's lock do so in two threads; here there is one.
  const all = [...(await Promise.all([one.call(60), one.call(60), one.call(60)])), await other.call(60)];
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(all.filter(({ isJoined }) => !isJoined)).toHaveLength(1);
  expect(new Set(all.map(({ share }) => share)).size).toBe(4);
  expect((await one.call(60, { digest: 'of other input' })).id).not.toBe(all[0]!.id);
});

test('a result is answered until it is older than asked for, and an old one only with a run that reads anew', async () => {
  const { id } = await one.call(60);
  await one.done(id);
  expect(await other.call(60)).toEqual({ id });
  const read = Date.now() - 30_000;
  await one.store.updateTable('runs').set({ started_at: read }).where('id', '=', id).execute();
  expect(await other.call(60)).toEqual({ id });
  const stale = await other.call(20, { allowStale: true });
  expect(stale).toMatchObject({ id, refresh: expect.stringMatching(/^other_/) });
  expect(await one.call(20, { allowStale: true })).toEqual(stale);
  expect(await one.call(20)).toMatchObject({ id: stale.refresh, isJoined: true });
  await other.done(stale.refresh!);
  expect(await one.call(20)).toEqual({ id: stale.refresh });
});

test('nothing is served that is not whole, failed, or lies in the future', async () => {
  const { id: partial } = await one.call(60);
  await one.done(partial, { rows: [], complete: { proven: false, because: 'no count' } });
  const { id: failed } = await one.call(60);
  expect(failed).not.toBe(partial);
  await one.journal.started(failed);
  const error = { code: 'TIMED_OUT', message: 'm', hint: 'h' } as never;
  await one.journal.ended(failed, { state: 'failed', error });
  const { id: future } = await one.call(60);
  expect([partial, failed]).not.toContain(future);
  await one.done(future);
  await one.store
    .updateTable('runs')
    .set({ started_at: Date.now() + 3_600_000 })
    .where('id', '=', future)
    .execute();
  expect((await one.call(60)).id).not.toBe(future);
});

test('from the moment that a write is on its way no earlier result is served, nor an earlier run joined', async () => {
  const { id } = await one.call(60);
  await one.done(id);
  const write = await other.write('a', 'first');
  // A form that is filled in has changed nothing.
  expect(await one.call(60)).toEqual({ id });
  await write.arm();
  const meanwhile = await one.call(60);
  expect(meanwhile).toMatchObject({ isJoined: false });
  await one.journal.started(meanwhile.id);
  await write.confirm();
  // It began before the write was through: who calls now wants to see what was written.
  const after = await other.call(60);
  expect(after).toMatchObject({ isJoined: false });
  expect(after.id).not.toBe(meanwhile.id);
  await one.journal.ended(meanwhile.id, { state: 'done', output: {} });
  await other.done(after.id);
  expect(await one.call(60)).toEqual({ id: after.id });
  expect(unshared(await one.call(60, { allowStale: true }))).toEqual({ id: after.id });

  const far = await other.write('b', 'elsewhere');
  await far.arm();
  await far.confirm();
  expect(await one.call(60, { elsewhere: ['b'] })).toEqual({ id: after.id });
  expect((await one.call(60)).id).not.toBe(after.id);
});

test('a run is called off by the last who leaves it, the dead not counted', async () => {
  const first = await one.call(60);
  const second = await other.call(60);
  expect(await one.reads.leave(first.id, first.share)).toBe(true);
  expect((await one.journal.run(first.id))?.isCalledOff).toBe(false);
  expect(await other.reads.leave(second.id, second.share)).toBe(false);
  expect((await one.journal.run(first.id))?.isCalledOff).toBe(true);
  const anew = await one.call(60);
  expect(anew.id).not.toBe(first.id);

  expect(await other.call(60)).toMatchObject({ id: anew.id, isJoined: true });
  dead.add('other');
  expect(await one.reads.leave(anew.id, anew.share)).toBe(false);
});

test('a run that began too long ago is not joined', async () => {
  const { id } = await one.call(60);
  await one.journal.started(id);
  expect(await other.call(60)).toMatchObject({ id, isJoined: true });
  const at = Date.now() - 61_000;
  await one.store.updateTable('runs').set({ started_at: at }).where('id', '=', id).execute();
  expect((await other.call(60)).id).not.toBe(id);
});
