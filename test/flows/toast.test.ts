import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ToastInspection } from '../../replicas/toast/index.ts';
import {
  changeOf,
  expectedChanges,
  expectedDeposits,
  expectedEntry,
  expectedGuests,
  expectedItem,
  expectedKitchen,
  expectedLaborCost,
  expectedProductMix,
  expectedSalesSummary,
  expectedStock,
  expectedTimeEntries,
} from '../replicas/toast-expected.ts';
import {
  expectedEmployee,
  expectedEmployees,
  expectedInvoices,
  expectedJob,
  expectedUnpaidOrders,
} from '../replicas/toast-expected-staff.ts';
import { expectedCash, expectedSelections } from '../replicas/toast-expected-orders.ts';
import { createMcpFactory } from '../../src/mcp/create-server.ts';
import { serveHttp } from '../../src/mcp/http/serve-http.ts';
import type { HttpServer } from '../../src/mcp/http/serve-http.ts';
import { connect } from '../support/clients.ts';
import type { TestClient } from '../support/clients.ts';
import { harborview, openOffice, week } from './toast-office.ts';
import type { Answer, Office } from './toast-office.ts';

let office: Office;
let http: HttpServer;
let client: TestClient;
/** Periods that have unpaid orders, and several invoices. */
const month = { from: '2026-10-26', to: '2026-11-19' };
const quarter = { from: '2026-08-15', to: '2026-11-19' };
/** Every tool that an answer came from. */
const answered = new Set<string>();

beforeAll(async () => {
  office = await openOffice();
  const { catalog, accounts, runs, evidence, log } = office.engine;
  const parts = { version: '0', catalog, accounts, runs, evidence, log, waitLimit: 55_000 };
  http = await serveHttp({ createServer: createMcpFactory({ ...office.engine, ...parts }), port: 0 });
  client = await connect('v2-legacy', { url: http.url });
});
afterAll(async () => {
  await client.close();
  await http.close();
  await office[Symbol.asyncDispose]();
});
beforeEach(() => office.behave());

async function call(tool: string, args: Answer = {}): Promise<Answer> {
  const { structuredContent } = await client.callTool(`toast_${tool}`, args, { timeout: 120_000 });
  expect(structuredContent).toMatchObject({ status: 'done' });
  answered.add(`toast_${tool}`);
  return (structuredContent as { result: Answer }).result;
}

const records = () => office.replica.inspect().records;

describe('reads, field by field as the records have it', () => {
  type Expected = (records: ToastInspection['records']) => object;
  const employee = 'Dubois, Céline';
  const day = '2026-11-19';
  test.each<[string, Answer, Expected]>([
    ['get_sales_summary', week, (all) => expectedSalesSummary(all, harborview, week)],
    ['get_product_mix', week, (all) => expectedProductMix(all, harborview, week)],
    [
      'list_item_selections',
      { from: day },
      (all) => expectedSelections(all, harborview, { from: day, to: day }),
    ],
    [
      'list_item_selections',
      { ...week, item: 'crème brûlée' },
      (all) => expectedSelections(all, harborview, week, 'Crème Brûlée'),
    ],
    ['list_cash_entries', week, (all) => expectedCash(all, harborview, week)],
    ['get_labor_cost', week, (all) => expectedLaborCost(all, harborview, week)],
    ['list_time_entries', week, (all) => expectedTimeEntries(all, harborview, week)],
    [
      'list_time_entries',
      { ...week, employee },
      (all) => expectedTimeEntries(all, harborview, week, employee),
    ],
    ['list_deposits', week, (all) => expectedDeposits(all, harborview, week, office.replica.url)],
    ['list_kitchen_timings', week, (all) => expectedKitchen(all, harborview, week)],
    ['list_guests', {}, (all) => expectedGuests(all, harborview)],
    ['list_unpaid_orders', month, (all) => expectedUnpaidOrders(all, harborview, month)],
    ['list_invoices', quarter, (all) => expectedInvoices(all, harborview, quarter, office.replica.url)],
    ['list_employees', {}, (all) => expectedEmployees(all, harborview)],
  ])('%s %j', async (tool, args, expected) => {
    const { complete, ...answer } = await call(tool, args);
    expect(answer).toEqual(expected(records()));
    expect(complete).toMatchObject({ proven: true });
    // A list without a row would prove nothing here.
    for (const list of Object.values(answer).filter(Array.isArray)) expect(list).not.toEqual([]);
  });
});

describe('writes, one save each, and the answer is the record', () => {
  const written = () => office.replica.inspect().saves.filter(({ outcome }) => outcome === 'written');
  const item = (name: string) =>
    records().items.find((one) => one.name === name && one.restaurant === office.here())!;

  async function once(kind: string, tool: string, args: Answer): Promise<Answer> {
    const before = written();
    const answer = await call(tool, args);
    expect(
      written()
        .slice(before.length)
        .map((save) => save.kind),
    ).toEqual([kind]);
    return answer;
  }

  test('a price, the list of what waits, and publishing it', async () => {
    const { guid, price } = item('Kettle Burger');
    const wish = { item: 'Kettle Burger', price: ((price + 40) / 100).toFixed(2) };
    expect(await once('price', 'change_item_price', wish)).toEqual(expectedItem(records(), guid));
    expect(item('Kettle Burger')).toMatchObject({ price: price + 40, published: price });
    const { complete, ...waiting } = await call('list_unpublished_changes');
    expect(waiting).toEqual(expectedChanges(records(), harborview));
    expect(complete).toMatchObject({ proven: true });

    const answer = await once('publish', 'publish_menus', { changes: [wish] });
    const publish = records().publishes.at(-1)!;
    expect(answer).toMatchObject({
      restaurant: harborview,
      published: `${publish.at} by ${publish.by}`,
      changes: publish.changes.map((change) => ({ ...changeOf(change), expected: true })),
      warning: null,
    });
    expect(item('Kettle Burger').published).toBe(price + 40);
  });

  test('an item is out of stock at once, here only, and in stock again', async () => {
    const { guid } = item('Steak Frites');
    const elsewhere = () => records().items.filter((one) => one.guid !== guid);
    const others = elsewhere();
    for (const in_stock of [false, true]) {
      const answer = await once('stock', 'change_item_stock', { item: 'steak frites', in_stock });
      expect(answer).toEqual(expectedStock(records(), guid));
      expect(item('Steak Frites').inStock).toBe(in_stock);
    }
    expect(elsewhere()).toEqual(others);
  });

  test('a time entry has its new end; hours and pay follow; nobody else has', async () => {
    const {
      number,
      employee,
      date,
      in: start,
    } = records().timeEntries.find((one) => one.restaurant === office.here() && one.date === '2026-11-19')!;
    const others = () => records().timeEntries.filter((one) => one.number !== number);
    const before = others();
    const out = `${new Date(Date.parse(`${start}Z`) + 9.5 * 3_600_000).toISOString().slice(0, 16)}`;
    const answer = await once('time_entry', 'change_time_entry', { employee, date, out, cash_tips: '12.34' });
    expect(answer).toEqual(expectedEntry(records(), number));
    expect(answer).toMatchObject({
      regular_hours: '8.00',
      overtime_hours: '1.50',
      cash_tips: '12.34',
      edits: 1,
    });
    expect(others()).toEqual(before);
  });
});

describe('staff, one save each, and the answer is the record', () => {
  const written = () => office.replica.inspect().saves.filter(({ outcome }) => outcome === 'written');

  test('an employee has another wage, and then a job more; nobody else has, and no shift is paid otherwise', async () => {
    const { number, name, jobs } = records().employees.find(
      (one) => one.restaurant === office.here() && one.jobs.length === 1,
    )!;
    const others = () => records().employees.filter((one) => one.number !== number);
    const before = [others(), records().timeEntries, written().length];
    const { job } = jobs[0]!;
    const { complete, ...raised } = await call('change_employee', {
      employee: name,
      job,
      wage: '21.75',
      phone: '(555) 020-9999',
    });
    expect(raised).toEqual(expectedEmployee(records(), number));
    expect(complete).toMatchObject({ proven: true });
    expect(raised).toMatchObject({ jobs: [{ job, wage: '21.75' }], phone: '(555) 020-9999' });
    const another = records().jobTitles.find((one) => one.name !== job)!.name;
    const { complete: _both, ...given } = await call('change_employee', {
      employee: name,
      job: another,
      wage: '16.00',
    });
    expect(given).toEqual(expectedEmployee(records(), number));
    expect(given['jobs']).toEqual([
      { job, wage: '21.75' },
      { job: another, wage: '16.00' },
    ]);
    expect([others(), records().timeEntries, written().length - 2]).toEqual(before);
  });

  test('somebody new is there once, at this restaurant only', async () => {
    const before = records().employees;
    const wish = {
      employee: 'Núñez, Zoë',
      email: 'zoe@copperkettle.example',
      job: 'Dishwasher',
      wage: '16.50',
    };
    const count = written().length;
    const { complete, ...created } = await call('create_employee', wish);
    expect(complete).toMatchObject({ proven: true });
    const [somebody, ...others] = records().employees.slice(before.length);
    expect([records().employees.slice(0, before.length), others]).toEqual([before, []]);
    expect(
      written()
        .slice(count)
        .map(({ kind }) => kind),
    ).toEqual(['new_employee']);
    expect(somebody).toMatchObject({
      restaurant: office.here(),
      name: 'Núñez, Zoë',
      email: 'zoe@copperkettle.example',
      phone: '',
      jobs: [{ job: 'Dishwasher', wage: 1650 }],
    });
    expect(created).toEqual(expectedEmployee(records(), somebody!.number));
  });

  test('a job has another title and default wage; who has it keeps his wage', async () => {
    const mine = () => records().jobTitles.filter((one) => one.restaurant === office.here());
    const { guid } = mine().find(({ name }) => name === 'Host')!;
    const wages = () => records().employees.map(({ jobs }) => jobs.map(({ wage }) => wage));
    const before = [wages(), records().jobTitles.filter((one) => one.guid !== guid), written().length];
    const answer = await call('change_job', { job: 'Host', title: 'Greeter', default_wage: '16.25' });
    expect(answer).toEqual(expectedJob(records(), guid));
    expect(answer).toMatchObject({ job: 'Greeter', default_wage: '16.25' });
    expect([wages(), records().jobTitles.filter((one) => one.guid !== guid), written().length - 1]).toEqual(
      before,
    );
  });
});

test('every tool of the pack has answered, and all of them are lean', async () => {
  const tools = (await client.listTools()).filter(({ name }) => name.startsWith('toast_'));
  expect([...answered].toSorted()).toEqual(tools.map(({ name }) => name).toSorted());
  const inputs = tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  expect(JSON.stringify(inputs).length / 4).toBeLessThan(115 * tools.length);
});
