import { expect, test } from 'vitest';
import { outputOf, useOffice } from './office.ts';

const office = useOffice();

interface Whole {
  complete: { proven: boolean };
}
const jobs = () => office().replica.inspect().records.jobs;
const receivables = { report: '1002', from: '2026-11-01', to: '2026-11-20' };
const performance = { report: '1001', from: '2026-11-09', to: '2026-11-20' };

test.each([
  ['find_customers', { query: 'Ruth' }, { truncateRows: true }],
  ['find_jobs', { query: '512' }, { dropLastPage: true }],
  ['list_bills', {}, { truncateRows: true }],
  ['list_dispatch_board', { date: '2026-11-20' }, { truncateRows: true }],
  ['list_dispatch_board', { date: '2026-11-20' }, { ignorePageSize: true, repeatPage: true }],
  ['run_report', receivables, { brokenTotals: true }],
])('%s of %j never calls a list whole under %j', async (tool, args, switches) => {
  expect(outputOf<Whole>(await office().run(tool, args, switches)).complete.proven).toBe(false);
});

test.each([
  ['find_customers', { query: 'Ruth' }, { shiftColumn: true }],
  ['list_bills', {}, { shiftColumn: true }],
  ['list_dispatch_board', { date: '2026-11-20' }, { shiftColumn: true }],
  ['run_report', { ...performance, business_units: ['HVAC - Install'] }, { filterIgnored: true }],
  ['run_report', { ...performance, business_units: ['HVAC - Install'] }, { filterDropped: true }],
  ['run_report', { ...performance, report: 'Timesheets' }, { utcReports: true }],
])('%s of %j answers with LAYOUT_CHANGED under %j', async (tool, args, switches) => {
  const { state, error, output } = await office().run(tool, args, switches);
  expect([state, error?.code, output ?? null]).toEqual(['failed', 'LAYOUT_CHANGED', null]);
});

test.each([
  ['find_customers', { query: 'Ruth' }, { renameHeading: true }],
  ['find_jobs', { query: '512' }, { repeatPage: true }],
  ['list_bills', {}, { renameHeading: true }],
  ['run_report', receivables, { dropLastPage: true }],
  ['run_report', receivables, { repeatPage: true, ignorePageSize: true }],
  ['run_report', performance, { truncateRows: true }],
  ['run_report', performance, { renameHeading: true }],
  ['run_report', performance, { shiftColumn: true }],
])(
  '%s of %j is read whole and right under %j, for there is another way to it',
  async (tool, args, switches) => {
    const { complete: _plain, ...plain } = outputOf<Whole>(await office().run(tool, args));
    const { complete, ...through } = outputOf<Whole>(await office().run(tool, args, switches));
    expect(through).toEqual(plain);
    expect(complete.proven).toBe(true);
  },
);

test('the classic board is read whole and right under a renamed heading, for the records of the jobs bear it out', async () => {
  const classic = { board: 'classic' as const };
  const call = ['list_dispatch_board', { date: '2026-11-20' }] as const;
  const { complete: _plain, ...plain } = outputOf<Whole>(await office().run(...call, classic));
  const { complete, ...through } = outputOf<Whole>(
    await office().run(...call, { ...classic, renameHeading: true }),
  );
  expect(through).toEqual(plain);
  expect(complete.proven).toBe(true);
});

test('a report that a broken list of reports does not name is not called missing', async () => {
  const args = { ...performance, report: 'Timesheets' };
  const { error } = await office().run('run_report', args, { truncateRows: true });
  expect(error?.code).toBe('LAYOUT_CHANGED');
});

test('no data is null; where the app shows 0 for it, the answer says that it may be either', async () => {
  // A Sunday: nobody has worked.
  const args = { ...performance, from: '2026-11-15', to: '2026-11-15' };
  interface Report extends Whole {
    rows: Record<string, string | null>[];
    zero_or_no_data: boolean;
  }
  const honest = outputOf<Report>(await office().run('run_report', args));
  expect(honest.rows[0]).toMatchObject({ 'Completed Jobs': null, 'Conversion Rate': null });
  expect(honest.zero_or_no_data).toBe(false);
  const vague = outputOf<Report>(await office().run('run_report', args, { noDataAsZero: true }));
  expect(vague.rows[0]).toMatchObject({ 'Completed Jobs': '0' });
  expect(vague.zero_or_no_data).toBe(true);
});

test('a report that only the long-running export takes is read from the screen, whole', async () => {
  const answer = outputOf<Whole & { rows: object[] }>(
    await office().run('run_report', receivables, { longRunning: true }),
  );
  expect(answer.complete.proven).toBe(true);
  const wanted = jobs().filter(
    ({ invoice: { items, day, status } }) =>
      items.length > 0 && status !== 'Pending' && day >= receivables.from,
  );
  expect(answer.rows).toHaveLength(wanted.length);
});

test.each([
  ['an empty shell with status 200', { expiredAsShell: true }],
  ['a plain 401', {}],
])('a session that ends under a read, answered with %s, is never an empty list', async (_title, how) => {
  for (const logoutAtRequest of [2, 3]) {
    const { state, error, output } = await office().run(
      'find_customers',
      { query: 'Ruth' },
      { ...how, logoutAtRequest },
    );
    if (state === 'done') expect((output as { customers: object[] }).customers.length).toBeGreaterThan(2);
    else expect(error?.code).toBe('SESSION_LOST');
  }
});

test('guides and clicks that are lost at first change nothing in what is read', async () => {
  const plain = outputOf<object>(await office().run('run_report', performance));
  const through = await office().run('run_report', performance, { overlay: true, enableAfterMs: 700 });
  expect(outputOf<object>(through)).toEqual(plain);
});
