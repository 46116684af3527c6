import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';

let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  process.env['HARBOR_PASSWORD'] = 'harbor-demo';
  folder = await temporaryFolder();
});
afterEach(async () => {
  await harbor.close();
  await folder[Symbol.asyncDispose]();
});

const outcomes = () => harbor.inspect().signIns.map(({ outcome }) => outcome);

async function list() {
  const account = { app: 'harbor', url: harbor.url, username: 'clerk', password: 'env:HARBOR_PASSWORD' };
  await using engine = await startEngine({
    store: folder.path,
    logLevel: 'silent',
    accounts: { office: account },
  });
  return await engine.run('harbor_list_work_orders', { status: 'On hold', building: 'CDR' });
}

test.each([1, 2])(
  'ended at request %i of a sign-in: that is no refusal, and one more does',
  async (request) => {
    harbor = await startHarbor({ switches: { logoutAtRequest: request } });
    expect((await list()).state).toBe('done');
    expect(outcomes()).toEqual(['signed_in', 'signed_in']);
  },
);

test('an application that ends every session at once gets two passwords, and no third', async () => {
  harbor = await startHarbor();
  // Ended again by the first request of each session.
  const timer = setInterval(() => (harbor.switches.logoutAtRequest = 1), 5);
  try {
    expect((await list()).error?.code).toBe('SESSION_LOST');
    expect((await list()).error?.code).toBe('ACCOUNT_PAUSED');
  } finally {
    clearInterval(timer);
  }
  expect(outcomes()).toEqual(['signed_in', 'signed_in']);
});
