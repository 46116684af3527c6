import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMcpFactory } from '../../src/mcp/create-server.ts';
import { serveHttp } from '../../src/mcp/http/serve-http.ts';
import {
  expectedDashboard,
  expectedLedger,
  expectedPayables,
  expectedPayments,
  expectedReceivables,
  expectedRentRoll,
} from '../replicas/yardi-expected.ts';
import { expectedFinancials } from '../replicas/yardi-expected-financials.ts';
import { counted } from '../replicas/yardi-told.ts';
import { expectedCommercial } from '../replicas/yardi-expected-commercial.ts';
import { expectedExpenses, expectedPayeeLedger } from '../replicas/yardi-expected-payees.ts';
import { connect } from '../support/clients.ts';
import type { TestClient } from '../support/clients.ts';
import { startYardiOffice } from '../support/yardi-office.ts';

/** Every read of the pack as an MCP client calls it, beside the replica's records; the writes are in yardi-mcp-writes. */
let office: Awaited<ReturnType<typeof startYardiOffice>>;
let http: Awaited<ReturnType<typeof serveHttp>>;
let client: TestClient;

/** Reached by what hangs, never by what is slow. Milliseconds. */
const patience = 290_000;

beforeAll(async () => {
  office = await startYardiOffice();
  const parts = { ...office.engine, version: '0', waitLimit: patience };
  http = await serveHttp({ createServer: createMcpFactory(parts), port: 0 });
  client = await connect('v2-legacy', { url: http.url });
});
afterAll(async () => {
  await client.close();
  await http.close();
  await office[Symbol.asyncDispose]();
});

const today = '2026-11-20';
const records = () => office.replica.inspect().records;
const period = { property: 'mill', book: 'Accrual', from: '2026-08', to: '2026-10' } as const;
const inDock = { property: 'dock', as_of: today };
const paid = { property: 'elmc', from: '2026-09-01', to: today };

const expensed = { property: 'elmc', from: '2026-08', to: '2026-10' };
const owed = { property: 'dock', vendor: 'v0000120', from: '2026-09-15', to: today };

/** By tool: what it is called with, and what it should answer, but for `complete`. */
const reads: Record<string, [args: Record<string, unknown>, expected: () => object]> = {
  yardi_get_financials: [period, () => expectedFinancials(records(), period)],
  yardi_get_rent_roll: [inDock, () => expectedRentRoll(records(), 'dock', today)],
  yardi_get_commercial_rent_roll: [inDock, () => expectedCommercial(records(), 'dock', today)],
  yardi_get_receivables_ageing: [inDock, () => expectedReceivables(records(), 'dock', today)],
  yardi_get_payables_ageing: [inDock, () => expectedPayables(records(), 'dock', today)],
  yardi_get_payments: [paid, () => expectedPayments(records(), paid)],
  yardi_get_expense_distribution: [expensed, () => expectedExpenses(records(), expensed, today)],
  yardi_get_payee_ledger: [owed, () => expectedPayeeLedger(records(), owed)],
  yardi_get_tenant_ledger: [{ resident: 't0019690' }, () => expectedLedger(records(), 't0019690')],
  yardi_get_site_dashboard: [{ property: 'mill' }, () => expectedDashboard(records(), 'mill', today)],
};

const call = async (tool: string, args: Record<string, unknown>) =>
  (await client.callTool(tool, args, { timeout: patience })).structuredContent as {
    status: string;
    result: Record<string, unknown>;
  };

test('the tools of the pack are these, and every one is called here or with the writes', async () => {
  const listed = (await client.listTools())
    .map(({ name }) => name)
    .filter((name) => name.startsWith('yardi_'));
  expect(listed.toSorted()).toEqual(
    [...Object.keys(reads), ...Object.keys(counted(records())).map((name) => `yardi_${name}`)].toSorted(),
  );
});

test.each(Object.entries(reads))(
  '%s answers what the records have, and writes nothing',
  async (tool, one) => {
    const [args, expected] = one;
    const { status, result } = await call(tool, args);
    const { complete, ...answer } = result;
    expect(status).toBe('done');
    expect(answer).toEqual(expected());
    expect(complete).toMatchObject({ proven: true });
    expect(office.replica.inspect().saves).toEqual([]);
  },
  patience,
);
