import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../support/clients.ts';
import { temporaryFolder } from '../../support/engine.ts';
import { startCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { startHost } from './hosts.ts';
import type { Host } from './hosts.ts';
import { answerOf, movedAfter, openOffice, overlaps } from './office.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster[Symbol.asyncDispose]());

const schema = (name: string) => `${cluster.url}?options=-c%20search_path%3D${name}`;

async function clientOf(serve: Host) {
  return connect('v2-legacy', { url: /http:\S+/.exec(serve.output())![0] });
}

const line = (measured: object) => `${JSON.stringify(measured)}\n`;

const orderOf = (description: string) => ({
  building: 'HBR',
  unit: '203',
  category: 'Plumbing',
  description,
});

test('a killed worker’s accounts move on: every run is answered, nothing is written twice, no two hands', async () => {
  const { harbor, config, users } = await openOffice(5, schema('killed'));
  await using folder = await temporaryFolder();
  await using serve = await startHost(folder.path, 'serve', ['serve', '--port', '0'], config);
  await using first = await startHost(folder.path, 'worker-1', ['worker'], config);
  await using second = await startHost(folder.path, 'worker-2', ['worker'], config);
  await using client = await clientOf(serve);

  let answered = 0;
  let killedAt = 0;
  const wanted = users.flatMap((account) =>
    Array.from({ length: 10 }, (_, n) => ({
      account,
      description: `Leak ${account} no. ${n}`,
      isWrite: n % 2 === 0,
    })),
  );
  const answers = await Promise.all(
    wanted.map(async ({ account, description, isWrite }) => {
      const answer = isWrite
        ? await answerOf(client, 'harbor_create_work_order', { account, ...orderOf(description) })
        : await answerOf(client, 'harbor_list_work_orders', { account, status: 'New' });
      if (++answered === 12) {
        first.child.kill('SIGKILL');
        killedAt = Date.now();
      }
      return answer;
    }),
  );

  const { requests, records, thrownOut } = harbor.inspect();
  const agents = new Set(requests.map(({ agent }) => agent));
  const written = (text: string) =>
    records.workOrders.filter(({ description }) => description === text).length;
  process.stdout.write(
    line({
      runs: answers.length,
      done: answers.filter(({ status }) => status === 'done').length,
      movedMs: movedAfter(harbor, first.name, killedAt),
      requests: requests.length,
    }),
  );
  expect(answers.filter(({ status }) => status !== 'done')).toEqual([]);
  const writes = wanted.filter(({ isWrite }) => isWrite);
  expect(writes.map(({ description }) => written(description))).toEqual(writes.map(() => 1));
  expect(overlaps(harbor)).toEqual([]);
  expect(thrownOut).toBe(0);
  expect([...agents].toSorted()).toEqual([first.name, second.name]);
  expect(
    requests.filter(
      ({ agent, startedAt }) => agent === serve.name || (agent === first.name && startedAt > killedAt + 500),
    ),
  ).toEqual([]);
  await harbor.close();
}, 900_000);

test('a worker that stands still loses its account, and does nothing more when it goes on', async () => {
  const { harbor, config, users } = await openOffice(1, schema('frozen'));
  await using folder = await temporaryFolder();
  await using serve = await startHost(folder.path, 'serve', ['serve', '--port', '0'], config);
  await using frozen = await startHost(folder.path, 'worker-1', ['worker'], config);
  await using client = await clientOf(serve);
  const [account] = users;

  const wish = { account, ...orderOf('Leak under the frozen sink') };
  const answer = answerOf(client, 'harbor_create_work_order', wish);
  const isAtForm = () => harbor.inspect().requests.some(({ path }) => path.endsWith('/NewWorkOrder.aspx'));
  await expect.poll(isAtForm, { timeout: 120_000, interval: 10 }).toBe(true);
  frozen.child.kill('SIGSTOP');
  const frozenAt = Date.now();
  await using second = await startHost(folder.path, 'worker-2', ['worker'], config);
  expect(await answer).toMatchObject({ status: 'done' });
  const moved = movedAfter(harbor, frozen.name, frozenAt);

  const goesOnAt = Date.now();
  frozen.child.kill('SIGCONT');
  await expect.poll(() => frozen.output(), { timeout: 60_000 }).toContain('not heard of');
  // Whatever its browser still wants to send would be on its way by now.
  await sleep(5_000);
  const { requests, records } = harbor.inspect();
  const late = requests.filter(({ agent, startedAt }) => agent === frozen.name && startedAt >= goesOnAt);
  process.stdout.write(line({ movedMs: moved, frozenMs: goesOnAt - frozenAt, late: late.length }));
  expect(late).toEqual([]);
  expect(records.workOrders.filter(({ description }) => description === wish.description)).toHaveLength(1);
  expect(overlaps(harbor)).toEqual([]);
  expect(second.child.exitCode).toBeNull();

  // It is of use again, under another name in the store.
  second.child.kill('SIGKILL');
  expect(await answerOf(client, 'harbor_list_work_orders', { account, status: 'New' })).toMatchObject({
    status: 'done',
  });
  await harbor.close();
}, 900_000);
