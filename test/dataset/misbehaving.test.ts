import { afterAll, beforeAll, expect, test } from 'vitest';
import { harborUsers, startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor, HarborSwitches } from '../../replicas/harbor/index.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';
import { certificateOf } from './office.ts';

let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Awaited<ReturnType<typeof startEngine>>;

beforeAll(async () => {
  harbor = await startHarbor();
  folder = await temporaryFolder();
  const [user] = harborUsers;
  process.env['HARBOR_PASSWORD'] = user!.password;
  const account = { app: 'harbor', url: harbor.url, username: user!.name, password: 'env:HARBOR_PASSWORD' };
  engine = await startEngine({
    store: `${folder.path}/store`,
    logLevel: 'silent',
    accounts: { main: account },
  });
});

afterAll(async () => {
  await engine?.close();
  await folder?.[Symbol.asyncDispose]();
  await harbor?.close();
});

const list = () => engine.run('harbor_list_work_orders', {}, 170_000);

test('a whole list is certified with what Harbor stated, its pages, its key and its digest', async () => {
  const { output, id } = await list();
  const { work_orders: rows } = output as { work_orders: { number: string }[] };
  expect(rows).toHaveLength(138);
  expect(certificateOf(output)).toMatchObject({
    proven: true,
    rows: 138,
    stated: 138,
    pages: '6 × 20, 18',
    key: ['number'],
    columns: { number: 'text', opened: 'date' },
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect((await engine.datasets.of(id))?.certificate).toEqual(certificateOf(output));
});

test.each<[Partial<HarborSwitches>, RegExp]>([
  [{ dropLastPage: true }, /unproven: \d+ read, but the app states 138/],
  [{ repeatPage: true }, /unproven: .*138.*the pages had \d+ rows/],
  [{ truncateRows: true }, /unproven: \d+ read, but the app states 138/],
  [{ shiftColumn: true }, /LAYOUT_CHANGED/],
  [{ sessionSeconds: 0.001, signedOutAs200: true }, /SESSION_LOST|ACCOUNT_PAUSED/],
])('%o is never told as a whole list', async (switches, told) => {
  const before = { ...harbor.switches };
  Object.assign(harbor.switches, switches);
  const { output, error } = await list();
  Object.assign(harbor.switches, before);
  const { proven, because } = (output ? certificateOf(output) : {}) as { proven?: boolean; because?: string };
  expect(error?.code ?? `${proven ? 'proven' : 'unproven'}: ${because}`).toMatch(told);
});
