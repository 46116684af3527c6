import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMcpFactory } from '../../src/mcp/create-server.ts';
import { serveHttp } from '../../src/mcp/http/serve-http.ts';
import { counted, told } from '../replicas/yardi-told.ts';
import type { Written } from '../replicas/yardi-told.ts';
import { connect } from '../support/clients.ts';
import type { TestClient } from '../support/clients.ts';
import { startYardiOffice } from '../support/yardi-office.ts';

/** Every write of the pack as an MCP client calls it, counted in the replica's records. */
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

const records = () => office.replica.inspect().records;
const tenant = (at: number) => {
  const { resident, property } = records().leases[at]!;
  return { resident, property };
};

const payable = { vendor: 'v0000114', invoice_date: '2026-11-02', due_date: '2026-12-01', property: 'mill' };
const lines = [
  { property: 'dock', description: 'Faucets', account: '6110-0000', quantity: '2.5', unit_price: '40.10' },
  { property: 'elmc', description: 'Sod', account: '6150-0000', quantity: '12', unit_price: '1150.00' },
];

/** By tool: what it is called with. */
const writes: Record<Written, () => Record<string, unknown>> = {
  create_work_order: () => ({
    property: 'mill',
    unit: '201',
    description: 'No hot water',
    category: 'Plumbing',
  }),
  create_purchase_order: () => ({
    vendor: 'v0000101',
    description: 'Spring work',
    order_date: '2026-11-20',
    required_by: '2026-12-04',
    lines,
  }),
  enter_payable_batch: () => ({
    description: 'Electric',
    post_month: '2026-11',
    control_total: '352.75',
    payables: [
      { ...payable, invoice: 'E-1', account: '6120-0000', amount: '310.00', remarks: 'Common area' },
      { ...payable, invoice: 'E-2', account: '6120-0000', amount: '42.75', remarks: '' },
    ],
  }),
  enter_charge_batch: () => ({
    description: 'Late fees',
    post_month: '2026-11',
    control_total: '185.50',
    charges: [
      { ...tenant(0), charge_code: 'late', amount: '50.00', date: '2026-11-06', notes: '' },
      { ...tenant(14), charge_code: 'damage', amount: '135.50', date: '2026-11-07', notes: 'Broken pane' },
    ],
  }),
  enter_receipt_batch: () => ({
    description: 'Lockbox 1119',
    post_month: '2026-11',
    bank: 'bankop',
    control_total: '2310.00',
    receipts: [
      { ...tenant(1), check: '4417', amount: '1250.00', date: '2026-11-19' },
      { ...tenant(15), check: '00871', amount: '1060.00', date: '2026-11-19' },
    ],
  }),
};

const call = async (tool: Written, args: Record<string, unknown>) =>
  (await client.callTool(`yardi_${tool}`, args, { timeout: patience })).structuredContent as {
    status: string;
    result: Record<string, unknown>;
  };

test.each(Object.keys(writes) as Written[])(
  'yardi_%s previews, and then writes one record, once, and answers it',
  async (tool) => {
    const before = counted(records());
    const args = writes[tool]();
    expect(await call(tool, { ...args, preview: true })).toMatchObject({ status: 'preview' });
    expect(counted(records())).toEqual(before);
    const { status, result } = await call(tool, args);
    const again = await call(tool, args);
    expect(status).toBe('done');
    expect(counted(records())).toEqual({ ...before, [tool]: before[tool]! + 1 });
    const { complete: _whole, ...answer } = result;
    expect(answer).toEqual(told[tool](records()).at(-1));
    const { description, control_total: _control, ...asked } = args;
    expect(answer).toMatchObject(asked);
    expect(String(answer['description'])).toContain(description);
    expect(again.result).toEqual(result);
  },
  patience,
);

test('charges and receipts stand in the ledgers of the residents', () => {
  const of = (at: number) => records().ledger.filter(({ resident }) => resident === tenant(at).resident);
  expect(of(14)).toContainEqual(
    expect.objectContaining({ code: 'damage', description: 'Broken pane', charge: 13_550 }),
  );
  expect(of(1)).toContainEqual(expect.objectContaining({ description: 'chk# 4417', payment: 125_000 }));
});
