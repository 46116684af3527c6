import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMcpFactory } from '../../../src/mcp/create-server.ts';
import { serveHttp } from '../../../src/mcp/http/serve-http.ts';
import {
  expectedBills,
  expectedBoard,
  expectedCustomers,
  expectedJob,
  expectedJobs,
  expectedTimesheets,
} from '../../replicas/servicetitan-expected.ts';
import { connect } from '../../support/clients.ts';
import { useOffice } from './office.ts';

const office = useOffice();
const records = () => office().replica.inspect().records;
const jobOf = (number: number) => records().jobs.find((job) => job.number === number)!;
const day = '2026-11-20';
const period = { from: '2026-11-16', to: day, business_units: ['HVAC - Service'] };
const byAppointment = (one: { appointment: string }, other: { appointment: string }) =>
  one.appointment < other.appointment ? -1 : 1;

/** By tool: what it is called with, and what the records say it should answer. */
const reads: [string, Record<string, unknown>, () => object][] = [
  ['find_customers', { query: 'Haddad' }, () => ({ customers: expectedCustomers(records(), 'Haddad') })],
  ['find_jobs', { query: 'Haddad' }, () => ({ jobs: expectedJobs(records(), 'Haddad') })],
  ['get_job', { number: '14287' }, () => expectedJob(records(), jobOf(14_287))],
  ['list_dispatch_board', { date: day }, () => expectedBoard(records(), day)],
  ['list_bills', { status: 'Ready' }, () => ({ bills: expectedBills(records(), 'Ready') })],
  ['run_report', { report: 'Timesheets', ...period }, () => expectedTimesheets(records(), period)],
];

/** By tool: what it is called with, and what the records have of it; undefined before. */
const writes: [string, Record<string, unknown>, () => unknown][] = [
  [
    'book_job',
    {
      customer: '40615',
      location: '7648 Canyon Rim Rd, Austin, TX 78745',
      business_unit: 'Electrical - Service',
      job_type: 'Outlet Repair',
      campaign: 'Referral',
      date: '2026-11-24',
      window: '10:00-12:00',
      summary: 'Outlet sparks',
    },
    () => records().jobs.find(({ summary }) => summary.startsWith('Outlet sparks')),
  ],
  [
    'change_appointment',
    { appointment: '14281-1', action: 'assign', technician: 'Kira Wolfe' },
    () => jobOf(14_281).history[0],
  ],
  ['add_note', { on: 'job', number: '14290', text: 'Gate code is 4410' }, () => jobOf(14_290).notes[0]],
  [
    'create_purchase_order',
    {
      vendor: 'Hajoca',
      type: 'Warranty',
      business_unit: 'HVAC - Service',
      ship_to: 'Truck 4',
      required_by: '2026-11-27',
      items: [{ code: 'MAT-CAP45', quantity: 2 }],
    },
    () =>
      records().orders.find(({ requiredBy, memo }) => requiredBy === '2026-11-27' && memo.includes('SD-')),
  ],
  [
    'change_item_price',
    { code: 'SVC-100', price: '129.00' },
    () => records().pricebook.find(({ code, price }) => code === 'SVC-100' && price === 12_900),
  ],
  ['change_job_tags', { job: '14287', add: ['VIP'] }, () => jobOf(14_287).tags.find((tag) => tag === 'VIP')],
  ['attach_document', { job: '14287', path: 'Estimate.pdf' }, () => jobOf(14_287).attachments[0]],
];

test('an MCP client calls every tool of the pack', async () => {
  await writeFile(join(office().outbox, 'Estimate.pdf'), 'one page');
  const { catalog, accounts, runs, evidence, log } = office().engine;
  const parts = { version: '0', catalog, accounts, runs, evidence, log, waitLimit: 120_000 };
  const http = await serveHttp({ createServer: createMcpFactory({ ...office().engine, ...parts }), port: 0 });
  try {
    await using client = await connect('v2-legacy', { url: http.url });
    const tools = (await client.listTools()).filter(({ name }) => name.startsWith('servicetitan_'));
    const called = [...reads, ...writes].map(([tool]) => `servicetitan_${tool}`);
    expect(tools.map(({ name }) => name).toSorted()).toEqual(called.toSorted());

    for (const [tool, args, expected] of reads) {
      const { structuredContent } = await client.callTool(`servicetitan_${tool}`, args);
      const { status, result } = structuredContent as { status: string; result: Record<string, unknown> };
      expect([tool, status]).toEqual([tool, 'done']);
      if (tool === 'list_dispatch_board') sortBoard(result);
      const wanted = expected() as Record<string, unknown>;
      if (tool === 'list_dispatch_board') sortBoard(wanted);
      for (const [field, value] of Object.entries(wanted))
        expect([field, result[field]]).toEqual([field, value]);
      expect(result['complete']).toMatchObject({ proven: true });
    }
    for (const [tool, args, written] of writes) {
      const before = office().replica.inspect().saves.length;
      expect(written(), tool).toBeUndefined();
      const { structuredContent } = await client.callTool(`servicetitan_${tool}`, args);
      expect([tool, (structuredContent as { status: string }).status]).toEqual([tool, 'done']);
      const saves = office().replica.inspect().saves.slice(before);
      expect([tool, ...saves.map(({ outcome }) => outcome)]).toEqual([tool, 'written']);
      expect(written(), tool).toBeDefined();
    }
  } finally {
    await http.close();
  }
}, 900_000);

function sortBoard(board: Record<string, unknown>): void {
  const { appointments, unassigned } = board as Record<
    string,
    { appointment: string; technicians?: string[] }[]
  >;
  for (const one of appointments!) one.technicians?.sort();
  for (const list of [appointments!, unassigned!]) list.sort(byAppointment);
}
