import { afterEach, beforeEach, expect, test } from 'vitest';
import { startYardiOffice } from '../support/yardi-office.ts';

let office: Awaited<ReturnType<typeof startYardiOffice>>;
beforeEach(async () => {
  office = await startYardiOffice({ entry: 'advanced' });
});
afterEach(() => office[Symbol.asyncDispose]());

const passwords = () => office.replica.inspect().signIns.map(({ outcome }) => outcome);
const call = () => office.call('get_tenant_ledger', { resident: 't0019683' });

test.each([1, 2])(
  'ended at request %i of a sign-in: that is no refused password, and one more does',
  async (request) => {
    office.replica.switches.logoutAtRequest = request;
    expect(await call()).toHaveProperty('result');
    expect(passwords()).toEqual(['passed', 'passed']);
  },
);

test('an application that ends every session at once gets two passwords, and no third', async () => {
  // Ended again by the first request of each session.
  const timer = setInterval(() => (office.replica.switches.logoutAtRequest = 1), 5);
  try {
    expect(await call()).toEqual({ code: 'SESSION_LOST' });
    expect(await call()).toEqual({ code: 'ACCOUNT_PAUSED' });
  } finally {
    clearInterval(timer);
  }
  expect(passwords()).toEqual(['passed', 'passed']);
});
