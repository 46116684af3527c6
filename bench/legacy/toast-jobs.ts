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
} from '../../test/replicas/toast-expected.ts';
import { expectedEmployee, expectedJob } from '../../test/replicas/toast-expected-staff.ts';
import { listJob, writeJob } from './job.ts';
import type { Answer, Job, LegacyApp } from './job.ts';
import { plainToast } from './plain/toast.ts';
import { ordersAndCash } from './toast-order-jobs.ts';
import { billsAndStaff, staffChanges } from './toast-staff-jobs.ts';

type Toast = ToastInspection;

/** Not the one in which a session begins. */
const restaurant = 'Copper Kettle - Harborview';
const period = { from: '2026-11-17', to: '2026-11-19' };

/** Of a report whose parts no count proves: rows that are left out make it wrong, whatever it says of itself. */
function exact(job: Job<Toast>): Job<Toast> {
  return {
    ...job,
    judge: ({ complete: _complete, ...answer }, before, after) => job.judge(answer, before, after),
  };
}

/** Links without the replica's address, which is another in each cell. */
function relative(answer: Answer): Answer {
  return JSON.parse(JSON.stringify(answer).replaceAll(/http:\/\/127\.0\.0\.1:\d+\//g, '/')) as Answer;
}

function withRelativeLinks(job: Job<Toast>): Job<Toast> {
  return { ...job, judge: (answer, before, after) => job.judge(relative(answer), before, after) };
}

const reads: Job<Toast>[] = [
  exact(
    listJob({
      tool: 'toast_get_sales_summary',
      args: period,
      list: 'categories',
      key: ({ name }) => String(name),
      expected: ({ records }) => expectedSalesSummary(records, restaurant, period),
    }),
  ),
  listJob({
    tool: 'toast_get_product_mix',
    args: period,
    list: 'items',
    key: ({ item }) => String(item),
    expected: ({ records }) => expectedProductMix(records, restaurant, period),
  }),
  listJob({
    tool: 'toast_list_time_entries',
    args: period,
    list: 'entries',
    key: ({ employee, in: start }) => `${String(employee)} ${String(start)}`,
    expected: ({ records }) => expectedTimeEntries(records, restaurant, period),
  }),
  exact(
    listJob({
      tool: 'toast_get_labor_cost',
      args: period,
      list: 'jobs',
      key: ({ job }) => String(job),
      expected: ({ records }) => expectedLaborCost(records, restaurant, period),
    }),
  ),
  exact(
    listJob({
      tool: 'toast_list_kitchen_timings',
      args: period,
      list: 'tickets',
      key: ({ check }) => String(check),
      expected: ({ records }) => expectedKitchen(records, restaurant, period),
    }),
  ),
  withRelativeLinks(
    listJob({
      tool: 'toast_list_deposits',
      args: period,
      list: 'deposits',
      key: ({ invoice }) => String(invoice),
      expected: ({ records }) => expectedDeposits(records, restaurant, period, '/'),
    }),
  ),
  ...ordersAndCash(restaurant),
  ...billsAndStaff(restaurant).map(withRelativeLinks),
  listJob({
    tool: 'toast_list_guests',
    args: {},
    list: 'guests',
    key: ({ id }) => String(id),
    expected: ({ records }) => expectedGuests(records, restaurant),
  }),
  listJob({
    tool: 'toast_list_unpublished_changes',
    args: {},
    list: 'changes',
    key: ({ item }) => String(item),
    expected: ({ records }) => expectedChanges(records, restaurant),
  }),
];

/** What was saved meanwhile, as a flow's answer tells it; each save is one record, so that a second one is seen. */
function written(before: Toast, after: Toast): Answer[] {
  let publish = before.records.publishes.length;
  return after.saves
    .slice(before.saves.length)
    .filter(({ outcome }) => outcome === 'written')
    .map(({ kind, record }) =>
      kind === 'publish' ? publishOf(after, publish++) : told[kind ?? 'price'](after.records, record ?? ''),
    );
}

const told = {
  price: expectedItem,
  stock: expectedStock,
  time_entry: expectedEntry,
  employee: expectedEmployee,
  new_employee: expectedEmployee,
  job: expectedJob,
};

/** What the colleague saved before, and the job publishes. */
const waiting = { item: 'Cold Brew', price: '6.70' };

function publishOf({ records }: Toast, at: number): Answer {
  const publish = records.publishes[at]!;
  return {
    restaurant: records.restaurants.find(({ guid }) => guid === publish.restaurant)!.name,
    published: `${publish.at} by ${publish.by}`,
    changes: publish.changes.map((change) => ({
      ...changeOf(change),
      expected: change.name === waiting.item,
    })),
  };
}

/** A publish that took more with it, or went elsewhere, must be said to have done so. */
function warned(job: Job<Toast>): Job<Toast> {
  return {
    ...job,
    judge({ warning, complete: _complete, ...answer }, before, after) {
      const strange = answer['restaurant'] !== restaurant;
      const swept = (answer['changes'] as { expected: boolean }[]).some(({ expected }) => !expected);
      if ((strange || swept) !== (warning !== null))
        return { verdict: 'wrong', says: `warns of "${String(warning)}"` };
      const [record] = written(before, after);
      if (strange && record?.['restaurant'] === answer['restaurant'])
        return { verdict: 'told', says: `published elsewhere, and says so: ${String(warning)}` };
      return job.judge(answer, before, after);
    },
  };
}

const writes: Job<Toast>[] = [
  writeJob({
    tool: 'toast_change_item_price',
    args: { item: 'Kettle Burger', price: '17.40' },
    asked: { restaurant, item: 'Kettle Burger', price: '17.40', published_price: '17.00' },
    written,
  }),
  writeJob({
    tool: 'toast_change_item_stock',
    args: { item: 'Steak Frites', in_stock: false },
    asked: { restaurant, item: 'Steak Frites', in_stock: false },
    written,
  }),
  writeJob({
    tool: 'toast_change_time_entry',
    args: { employee: 'Alvarez, Noé', date: '2026-11-19', cash_tips: '12.34' },
    asked: { restaurant, employee: 'Alvarez, Noé', date: '2026-11-19', cash_tips: '12.34', edits: 1 },
    written,
  }),
  ...staffChanges(restaurant, written),
  warned(
    writeJob({
      tool: 'toast_publish_menus',
      args: { changes: [waiting] },
      asked: { restaurant },
      written,
    }),
  ),
];

const named = (...names: string[]) => names.map((name) => `toast_${name}`);
const requested = named('get_sales_summary', 'get_product_mix', 'get_labor_cost', 'list_guests');
const ordered = named('list_item_selections');
const exported = [...ordered, ...named('get_product_mix', 'list_time_entries', 'list_guests')];
const entries = named('list_time_entries', 'change_time_entry');
const bills = named('list_unpaid_orders', 'list_invoices');
const staff = named('change_employee', 'change_job', 'create_employee');
const old = [
  ...entries,
  ...bills,
  ...ordered,
  ...named('list_deposits', 'list_kitchen_timings', 'list_cash_entries'),
];
const tables = [...requested, ...old, ...staff, ...named('change_item_stock', 'list_employees')];
const totals = tables.filter((tool) => !/^toast_(change|create)/.test(tool));
const dated = [...requested, ...old].filter((tool) => tool !== 'toast_list_guests');

export const toastJobs: LegacyApp<Toast> = {
  jobs: [...reads, ...writes],
  choice: restaurant,
  // A colleague's price waits at each restaurant: there is something to list, and to publish.
  brisk: { reportSeconds: 0, exportSeconds: 0, rowsAfterMs: 50, oneTimeCode: false, foreignChange: true },
  together: {
    passkeyNag: { oneTimeCode: true },
    lockoutSeconds: { lockoutAfter: 3 },
    cutThenSave: { slowSave: 2_000 },
  },
  apart: ['passkeyNag'],
  only: {
    // Both hold in each cell, the code but for those with the passkey.
    oneTimeCode: [],
    foreignChange: [],
    stickyEmployeeFilter: entries,
    timeZone: entries,
    wagesInDollars: named('list_time_entries'),
    filterIgnored: dated,
    foreignChangeAtPublish: named('publish_menus'),
    switchAtPublish: named('publish_menus'),
    payrollPopup: named('create_employee'),
    stepUp: named('change_item_price', 'change_job'),
    reportSeconds: requested,
    reportStuck: requested,
    reportFails: requested,
    throttlePolls: requested,
    exportSeconds: exported,
    exportStuck: exported,
    exportRowCap: exported,
    utf8Export: exported,
    consentDialog: exported,
    rowsAfterMs: old,
    emptyWithoutRow: old,
    dialog: old,
    renameHeading: tables,
    otherHeadings: tables,
    truncateRows: tables,
    shiftColumn: tables,
    brokenTotals: totals,
    oldGeneration: named('get_sales_summary'),
  },
  withheld: {
    botCheck: { because: 'only a person passes the check' },
    stepUp: { because: 'only a person has the telephone' },
    payrollPopup: { because: 'no form but the one of Toast Payroll' },
    maintenance: { because: 'no page but the one that says so' },
    reportStuck: { because: 'the report never comes' },
    exportStuck: { because: 'the file never comes' },
    'reportFails=9': { because: 'the report never comes' },
    truncateRows: { because: 'the last row is shown nowhere', from: tables },
    shiftColumn: { because: 'the last value of each row is shown nowhere', from: tables },
    exportRowCap: {
      because: 'rows that no file has',
      from: [...ordered, ...named('get_product_mix', 'list_guests')],
    },
    stickyEmployeeFilter: {
      because: 'the other employees are shown nowhere',
      from: named('list_time_entries'),
    },
    switchAtPublish: { because: 'another restaurant was published, which only an honest word can tell' },
  },
  plain: plainToast,
};
