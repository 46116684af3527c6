import { fileURLToPath } from 'node:url';
import type { ServicetitanInspection } from '../../replicas/servicetitan/index.ts';
import {
  expectedBills,
  expectedBoard,
  expectedCustomers,
  expectedJob,
  expectedJobs,
  expectedTimesheets,
} from '../../test/replicas/servicetitan-expected.ts';
import { listJob } from './job.ts';
import type { Answer, Job, LegacyApp } from './job.ts';
import { plainServicetitan } from './plain/servicetitan.ts';
import { outbox, servicetitanWrites } from './servicetitan-writes.ts';

const day = '2026-11-20';
/** Of more rows than the largest page shows. */
const period = {
  from: '2026-11-09',
  to: day,
  business_units: ['Plumbing - Service', 'HVAC - Service', 'HVAC - Install'],
};
const echo = `Date: Nov 9, 2026 – Nov 20, 2026 | Business Unit: ${period.business_units.join(', ')} | Time Zone: America/Chicago`;
const field = (name: string) => (row: Record<string, unknown>) => String(row[name]);

/** Both boards have an order of their own: what counts is which appointments there are, and where. */
function placed({ appointments, unassigned, ...rest }: Answer): Answer {
  const board = (appointments as Answer[]).map(({ technicians, ...one }) => ({
    ...one,
    technicians: (technicians as string[]).toSorted(),
    on: 'board',
  }));
  const all: Answer[] = [...board, ...(unassigned as Answer[]).map((one) => ({ ...one, on: 'tray' }))];
  return { ...rest, all: all.toSorted((a, b) => (appointmentOf(a) < appointmentOf(b) ? -1 : 1)) };
}
const appointmentOf = field('appointment');

const board = listJob<ServicetitanInspection>({
  tool: 'servicetitan_list_dispatch_board',
  args: { date: day },
  list: 'all',
  key: appointmentOf,
  expected: ({ records }) => placed(expectedBoard(records, day)),
});
const boardJob: Job<ServicetitanInspection> = {
  ...board,
  judge: (answer, before, after) => board.judge(placed(answer), before, after),
};

const reads: Job<ServicetitanInspection>[] = [
  listJob({
    tool: 'servicetitan_find_customers',
    args: { query: '(512)' },
    list: 'customers',
    key: field('id'),
    expected: ({ records }) => ({ customers: expectedCustomers(records, '(512)') }),
  }),
  listJob({
    tool: 'servicetitan_find_jobs',
    args: { query: '(512)' },
    list: 'jobs',
    key: field('number'),
    expected: ({ records }) => ({ jobs: expectedJobs(records, '(512)') }),
  }),
  listJob({
    tool: 'servicetitan_get_job',
    args: { number: '14287' },
    list: 'appointments',
    key: field('appointment'),
    expected: ({ records }) =>
      expectedJob(
        records,
        records.jobs.find(({ number }) => number === 14_287)!,
      ),
  }),
  boardJob,
  listJob({
    tool: 'servicetitan_list_bills',
    args: {},
    list: 'bills',
    key: field('document'),
    expected: ({ records }) => ({ bills: expectedBills(records) }),
  }),
  listJob({
    tool: 'servicetitan_run_report',
    args: { report: 'Timesheets', ...period },
    list: 'rows',
    key: (row) => [row['Technician'], row['Job #']].join(' '),
    expected: ({ records }) => ({
      report: 'Timesheets',
      applied: echo,
      ...expectedTimesheets(records, period),
      zero_or_no_data: false,
    }),
  }),
];

const order = 'servicetitan_create_purchase_order';
const reports = ['servicetitan_run_report'];
const readTools = reads.map(({ tool }) => tool);
const writes = servicetitanWrites.map(({ tool }) => tool);
const withCode = { oneTimeCode: true };

export const servicetitanJobs: LegacyApp<ServicetitanInspection> = {
  jobs: [...reads, ...servicetitanWrites],
  files: [fileURLToPath(outbox)],
  together: {
    lockoutSeconds: { lockoutAfter: 3 },
    codeSeconds: withCode,
    codePageSeconds: withCode,
    expiredAsShell: { logoutAtRequest: 3 },
    cutThenSave: { slowSave: 2_000 },
  },
  only: {
    board: ['servicetitan_list_dispatch_board', 'servicetitan_change_appointment'],
    enableAfterMs: [...reports, ...writes],
    brokenTotals: reports,
    filterIgnored: reports,
    filterDropped: reports,
    utcReports: reports,
    noDataAsZero: reports,
    longRunning: reports,
    reportStuck: reports,
    saveWithoutRedirect: ['servicetitan_book_job', order],
    pricesBeforeSave: ['servicetitan_change_item_price'],
    uploadCutShort: ['servicetitan_attach_document'],
    movesBeforeSave: ['servicetitan_change_appointment'],
    postsBeforeSave: ['servicetitan_add_note'],
  },
  withheld: {
    challenge: { because: 'only a person passes the check' },
    challengeAtRequest: { because: 'only a person passes the check' },
    codePageSeconds: { because: 'the page of the code has timed out before any can be typed' },
    maintenance: { because: 'no page but the one that says so' },
    truncateRows: {
      because: 'the last row is on no page, of whatever size',
      from: [...readTools, order, 'servicetitan_attach_document'],
    },
    shiftColumn: { because: 'the last value of each row is shown nowhere', from: readTools },
    'shiftColumn=true': { because: 'the form offers no item of whatever code', from: [order] },
    dropLastPage: { because: 'rows that no page shows', from: ['servicetitan_find_jobs'] },
    filterIgnored: { because: 'the report is not of the period asked for' },
    filterDropped: { because: 'the report is not of the period asked for' },
    utcReports: { because: 'its days are not the days asked for' },
    brokenTotals: { because: 'totals that contradict the rows' },
    reportStuck: { because: 'the report never comes' },
    pricesBeforeSave: { because: 'the price is no longer what was asked about' },
    uploadCutShort: { because: 'the app keeps half of the file' },
    movesBeforeSave: { because: 'the appointment is no longer what was asked about' },
    postsBeforeSave: { because: 'an invoice that was posted meanwhile takes no note' },
  },
  plain: plainServicetitan,
};
