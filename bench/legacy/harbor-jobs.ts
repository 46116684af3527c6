import { cashAccounts } from '../../replicas/harbor/data/payables.ts';
import type { HarborInspection } from '../../replicas/harbor/index.ts';
import { expectedLedger, expectedRentRoll, expectedWorkOrders } from '../../test/replicas/harbor-expected.ts';
import { writeCases } from '../../test/replicas/harbor-write-cases.ts';
import { listJob, writeJob } from './job.ts';
import type { Answer, Job, LegacyApp } from './job.ts';
import { plainHarbor } from './plain/harbor.ts';

type Records = HarborInspection['records'];

const money = (cents: number) => (cents / 100).toFixed(2);
const filter = { status: 'Completed' };
const day = '2026-11-20';

const reads: Job<HarborInspection>[] = [
  listJob({
    tool: 'harbor_list_work_orders',
    args: filter,
    list: 'work_orders',
    key: ({ number }) => String(number),
    expected: ({ records }) => ({ work_orders: expectedWorkOrders(records, filter) }),
  }),
  listJob({
    tool: 'harbor_get_tenant_ledger',
    args: { tenant: 'Müller' },
    list: 'lines',
    key: ({ date, code, description, charge, payment }) =>
      [date, code, description, charge, payment].join(' '),
    expected: ({ records }) => expectedLedger(records, 'T-1076'),
  }),
  listJob({
    tool: 'harbor_run_rent_roll',
    args: { as_of: day, building: 'HBR' },
    list: 'units',
    key: ({ building, unit }) => `${String(building)} ${String(unit)}`,
    expected: ({ records }) => ({
      as_of: day,
      currency: 'USD',
      units: expectedRentRoll(records, day, 'HBR'),
    }),
  }),
];

/** Every record of a kind, as a flow's answer tells it. */
const told: Record<string, (records: Records) => Answer[]> = {
  create_work_order: ({ workOrders, tenants }) =>
    workOrders.map(({ access, tripCharge, notes: _notes, history: _history, tenant, ...order }) => ({
      ...order,
      tenant: tenant && `${tenant} ${tenants.find(({ number }) => number === tenant)?.name}`,
      access_notes: access,
      trip_charge: money(tripCharge),
    })),
  add_work_order_note: ({ workOrders }) =>
    workOrders.flatMap(({ number, notes }) =>
      notes.map(({ text, ...note }) => ({ ...note, work_order: number, note: text })),
    ),
  change_work_order_status: ({ workOrders }) =>
    workOrders.flatMap(({ number, history }) => history.map((change) => ({ ...change, work_order: number }))),
  enter_bill_batch: ({ billBatches }) =>
    billBatches.map(({ number, period, description, reference, cashAccount, by, postedOn, invoices }) => ({
      batch: number,
      post_month: period,
      description,
      reference,
      posted: postedOn,
      by,
      cash_account: `${cashAccount} - ${cashAccounts.find(({ code }) => code === cashAccount)?.name}`,
      invoice_count: invoices.length,
      total: money(invoices.reduce((sum, { amount }) => sum + amount, 0)),
    })),
};

/** What Harbor fills in by itself, and so may change. */
const harborsOwn = ['number', 'batch', 'trip_charge', 'cash_account'];

/** What came between, of this kind; and of any other kind, so that no write goes unseen. */
function newIn(kind: string, before: Records, after: Records): Answer[] {
  return [kind, ...Object.keys(told).filter((other) => other !== kind)].flatMap((each) => {
    const known = new Set(told[each]!(before).map(identity(each)));
    return told[each]!(after).filter((record) => !known.has(identity(each)(record)));
  });
}

/** A work order whose status changes stays the same one. */
const identity =
  (kind: string) =>
  (record: Answer): string =>
    kind === 'create_work_order' ? String(record['number']) : JSON.stringify(record);

const writes = Object.entries(writeCases).map(([name, { input, answer }]) =>
  writeJob<HarborInspection>({
    tool: `harbor_${name}`,
    args: input,
    asked: Object.fromEntries(Object.entries(answer).filter(([field]) => !harborsOwn.includes(field))),
    written: (before, after) => newIn(name, before.records, after.records),
  }),
);

const reports = ['harbor_run_rent_roll'];
const lists = ['harbor_list_work_orders'];
const withCode = { oneTimeCode: true };

export const harborJobs: LegacyApp<HarborInspection> = {
  jobs: [...reads, ...writes],
  brisk: { reportSeconds: 0.4, monitorSeconds: 0.4 },
  together: {
    lockoutSeconds: { lockoutAfter: 3 },
    codeSeconds: withCode,
    codeDrift: withCode,
    codeBoxes: withCode,
    lateCodes: withCode,
    clockSkewSeconds: withCode,
    signedOutAs200: { logoutAtRequest: 3 },
    cutThenSave: { slowSave: 2_000 },
  },
  only: {
    reportStuck: reports,
    reportSeconds: reports,
    monitorSeconds: reports,
    warnAtSave: writes.map(({ tool }) => tool),
    changeUnderneath: writes.map(({ tool }) => tool),
  },
  withheld: {
    'interstitial=notice': { because: 'a person has to acknowledge the notice' },
    maintenance: { because: 'no page but "scheduled maintenance"' },
    dropLastPage: { because: 'rows that no page shows', from: lists },
    repeatPage: { because: 'rows that no page shows', from: lists },
    truncateRows: { because: 'rows that no page shows', from: reads.map(({ tool }) => tool) },
    shiftColumn: {
      because: 'values under the headings of other columns',
      from: reads.map(({ tool }) => tool),
    },
    brokenTotals: { because: 'totals that contradict the lines', from: ['harbor_get_tenant_ledger'] },
    reportStuck: { because: 'the report never comes' },
    'warnAtSave=ask': { because: 'the application asks back, and nobody has said what to answer' },
  },
  plain: plainHarbor,
};
