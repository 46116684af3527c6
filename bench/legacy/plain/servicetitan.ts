/** ServiceTitan's jobs as somebody scripts them in an afternoon: what the screens show in good software, and no more. */
import type { PlainScript } from '../plain.ts';
import { date, orNull } from './screen.ts';
import { hours, list, money, open, pick, signIn, typeDate } from './servicetitan-screen.ts';
import { plainStock } from './servicetitan-stock.ts';
import { plainWrites, readJob } from './servicetitan-writes.ts';

const findCustomers: PlainScript = async (page, user, { query }) => {
  await signIn(page, user);
  await open(page, `/Customer/Index?name=${encodeURIComponent(String(query))}`, 'Customers');
  const rows = await list(page, 'customers');
  return {
    customers: rows.map(([id, name, type, phone, email, locations = '']) => ({
      id,
      name,
      type,
      phone,
      email,
      locations: locations.split(' | '),
    })),
  };
};

const findJobs: PlainScript = async (page, user, { query }) => {
  await signIn(page, user);
  await open(page, `/Search?q=${encodeURIComponent(String(query))}`, 'Search');
  const rows = await list(page, 'jobs');
  return {
    jobs: rows.map(([number, customer, address, type, unit, status, summary]) => ({
      number,
      customer,
      address,
      type,
      business_unit: unit,
      status,
      summary,
    })),
  };
};

const getJob: PlainScript = async (page, user, { number }) => {
  await signIn(page, user);
  return readJob(page, String(number));
};

const listBoard: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await open(page, `/Dispatch/Board?date=${String(args['date'])}`, 'Daily Dispatch Board');
  const blocks = await page.locator('.Board__row .appt').evaluateAll((all) =>
    all.map((block) => ({
      label: block.getAttribute('data-appointment') ?? '',
      technician: block.closest('.Board__row')?.getAttribute('data-technician') ?? '',
      status: /appt--(\w+)/.exec(block.className)?.[1] ?? '',
      late: block.classList.contains('late'),
      priority: block.querySelector('i')?.textContent ?? '',
      customer: block.querySelector('.customer')?.textContent ?? '',
      window: block.querySelector('.window')?.textContent ?? '',
      type: block.querySelector('.type')?.textContent ?? '',
    })),
  );
  const labels = [...new Set(blocks.map(({ label }) => label))];
  const tray = await list(page, 'tray');
  return {
    appointments: labels.map((label) => {
      const own = blocks.filter((block) => block.label === label);
      const { status, late, priority, customer, window, type } = own[0]!;
      return {
        appointment: label,
        window: hours(window),
        technicians: own.map(({ technician }) => technician),
        status: status.charAt(0).toUpperCase() + status.slice(1),
        priority: priority || 'Normal',
        late,
        customer,
        job_type: type,
      };
    }),
    unassigned: tray.map((row) => ({
      appointment: row[0]?.replace('#', ''),
      customer: row[1],
      job_type: row[2],
      business_unit: row[3],
      date: date(row[4]),
      window: hours(row[5]),
      priority: row[6],
    })),
  };
};

const listBills: PlainScript = async (page, user) => {
  await signIn(page, user);
  await open(page, '/new/accounting/inbox', 'AP Inbox');
  const bills = (await list(page, 'bills')).map((row) => ({
    document: row[0] ?? '',
    vendor: row[1],
    invoice: row[2],
    date: date(row[3]),
    amount: money(row[4]),
    po: orNull(row[5]),
    status: row[6],
  }));
  type Bill = (typeof bills)[number];
  const isTwin = (one: Bill, other: Bill) =>
    one !== other &&
    one.vendor === other.vendor &&
    one.invoice === other.invoice &&
    one.amount === other.amount;
  return {
    bills: bills.map((bill) => ({
      ...bill,
      duplicate_of: bills.filter((other) => isTwin(bill, other)).map(({ document }) => document),
    })),
  };
};

const runReport: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await open(page, '/new/reports/all', 'All Reports');
  await page.getByText(String(args['report']), { exact: true }).locator('xpath=..').locator('a').click();
  await page.locator('#view h1', { hasText: String(args['report']) }).waitFor();
  await pick(page, 'BusinessUnitId', ...(args['business_units'] as string[]));
  await page.click('[data-cy=qa-daterange-input]');
  await typeDate(page, '[data-cy=daterange-from]', String(args['from']));
  await typeDate(page, '[data-cy=daterange-to]', String(args['to']));
  await page.click('[data-cy=daterange-apply]');
  await page.click('.qa-run-button');
  await page.locator('[data-grid=report][aria-busy=false]').waitFor();
  const headings = await page.locator('[data-grid=report] th').allTextContents();
  const rows = await list(page, 'report');
  const totals = await page.locator('[data-grid=report] .Grid__totals td').allTextContents();
  const named = (row: string[]) =>
    Object.fromEntries(headings.map((name, at) => [name, date(row[at])] as const));
  return {
    report: args['report'],
    applied: await page.locator('[data-echo]').textContent(),
    rows: rows.map(named),
    totals: named(totals),
    zero_or_no_data: false,
  };
};

export const plainServicetitan: Record<string, PlainScript> = {
  servicetitan_find_customers: findCustomers,
  servicetitan_find_jobs: findJobs,
  servicetitan_get_job: getJob,
  servicetitan_list_dispatch_board: listBoard,
  servicetitan_list_bills: listBills,
  servicetitan_run_report: runReport,
  ...plainWrites,
  ...plainStock,
};
