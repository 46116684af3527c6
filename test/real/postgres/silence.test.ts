import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alone } from '../../../src/alone.ts';
import { connectPostgres, openPostgres } from '../../../src/journal/postgres.ts';
import { startCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster[Symbol.asyncDispose]());

/** A way to the server that can fall silent: what is sent waits, and nobody is told. */
async function silentWay(address: string) {
  const { hostname, port } = new URL(address);
  const ends: Socket[] = [];
  const server = createServer((down) => {
    const up = connect(Number(port), hostname);
    ends.push(down, up);
    for (const [one, other] of [
      [down, up],
      [up, down],
    ] as const) {
      one.on('error', () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const way = new URL(address);
  way.port = String((server.address() as AddressInfo).port);
  return {
    url: way.href,
    fallSilent: () => ends.forEach((end) => end.unpipe().pause()),
    async close() {
      for (const end of ends) end.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('what was not answered is undone, and what comes after it is in no transaction of its', async () => {
  const store = await openPostgres(cluster.url);
  const way = await silentWay(cluster.url);
  const far = await connectPostgres(way.url, { most: 1, queryLimit: 1_000 });
  const lost = alone(far, 'first', async (tx) => {
    way.fallSilent();
    await tx.insertInto('locks').values({ name: 'second' }).execute();
  });
  await expect(lost).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await far.insertInto('locks').values({ name: 'third' }).execute();
  const names = async () =>
    (await store.selectFrom('locks').select('name').execute()).map(({ name }) => name);
  expect(await names()).toEqual(['third']);
  await far.destroy();
  await way.close();
  await store.destroy();
});

test('a process that stands still in a transaction keeps others out no longer than it counts for alive', async () => {
  const store = await openPostgres(cluster.url);
  const frozen = await connectPostgres(cluster.url, { most: 1 });
  let isIn = () => {};
  const inside = new Promise<void>((resolve) => (isIn = resolve));
  let goOn = () => {};
  const still = new Promise<void>((resolve) => (goOn = resolve));
  const lost = alone(frozen, 'account', async (tx) => {
    isIn();
    await still;
    await tx.insertInto('locks').values({ name: 'too late' }).execute();
  });
  await inside;
  // The server answers a statement that waits for the lock only when it is free.
  await alone(store, 'account', async () => undefined);
  goOn();
  await expect(lost).rejects.toThrow();
  const rows = await store.selectFrom('locks').select('name').where('name', '=', 'too late').execute();
  expect(rows).toEqual([]);
  await frozen.destroy();
  await store.destroy();
});
