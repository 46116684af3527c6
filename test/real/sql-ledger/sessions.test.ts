import type { CallToolResult } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestClient } from '../../support/clients.ts';
import type { Customers } from './answers.ts';
import { startServers } from './servers.ts';
import { passwordOf, startSqlLedger } from './start.ts';
import type { SqlLedger } from './start.ts';
import { Workstation } from './workstation.ts';

let ledger: SqlLedger;

beforeAll(async () => {
  ledger = await startSqlLedger();
});

afterAll(async () => {
  await ledger?.stop();
});

/** Every client asks ten times at once. */
const tenCallsEach = (clients: TestClient[]): Promise<CallToolResult[]> =>
  Promise.all(
    clients.flatMap((client) =>
      Array.from({ length: 10 }, () =>
        client.callTool('sql_ledger_find_customers', { name: 'müller' }, { timeout: 115_000 }),
      ),
    ),
  );

test('the application ends a session when its user signs in elsewhere', async () => {
  const [desk, counter] = [new Workstation(ledger, 'viewer'), new Workstation(ledger, 'viewer')];
  await desk.signIn();
  expect(await desk.open('ar.pl', { action: 'search', nextsub: 'transactions' })).toContain('Customer');
  await counter.signIn();
  expect(await desk.open('ar.pl', { action: 'search', nextsub: 'transactions' })).toContain(
    'Session expired!',
  );
  expect(await counter.open('ar.pl', { action: 'search', nextsub: 'transactions' })).toContain('Customer');
});

test('two stdio servers and an HTTP server on one store never do it to each other', async () => {
  const before = await ledger.passwordsSent();
  await using servers = await startServers(ledger, 'clerk', passwordOf('clerk'));
  await servers.clients[0]!.callTool('sql_ledger_find_customers', { name: 'müller' });
  const session = await ledger.sessionOf('clerk');
  expect(session).not.toBe('');

  const answers = await tenCallsEach(servers.clients);
  expect(answers).toHaveLength(30);
  for (const { structuredContent } of answers) {
    expect(structuredContent).toMatchObject({ status: 'done' });
    expect((structuredContent as { result: Customers }).result.customers).toHaveLength(3);
  }
  expect(await ledger.sessionOf('clerk')).toBe(session);
  expect((await ledger.passwordsSent()) - before).toBe(1);
});

test('a wrong password is sent once, whichever of them is asked and how often', async () => {
  const before = await ledger.passwordsSent();
  await using servers = await startServers(ledger, 'clerk2', 'not-the-password');
  const answers = await tenCallsEach(servers.clients);
  answers.push(...(await tenCallsEach(servers.clients)));
  for (const { _meta } of answers)
    expect(_meta?.['sidedoor/error']).toMatchObject({ code: 'ACCOUNT_PAUSED' });
  expect(answers).toHaveLength(60);
  expect((await ledger.passwordsSent()) - before).toBe(1);
});
