import type { Page } from 'playwright';
import type { Answer } from '../job.ts';
import type { PlainScript } from '../plain.ts';
import { cells, orNull, text } from './screen.ts';
import { count, date, money, openOldReport, signIn, time } from './toast-screen.ts';

const restaurantOf = (page: Page) => text(page, '#switch-toggle');
const criteriaOf = async (page: Page) => (await text(page, '.criteria')).split(' | ')[0];

const listUnpaidOrders: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await openOldReport(page, 'orders', args);
  const rows = await cells(page.locator('#unpaid-orders-table tr.row'));
  return {
    restaurant: await criteriaOf(page),
    ...args,
    orders: rows.map((row) => ({
      check: row[0],
      opened: time(row[1]),
      date: date(row[2]),
      server: row[3],
      table: orNull(row[4]),
      subtotal: money(row[5]),
      tax: money(row[6]),
      due: money(row[7]),
    })),
  };
};

const listInvoices: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await openOldReport(page, 'invoices', args);
  const rows = page.locator('#billing-table tr.row');
  const links = await rows
    .locator('a')
    .evaluateAll((found) => found.map((link) => link.getAttribute('href')));
  return {
    restaurant: await criteriaOf(page),
    ...args,
    invoices: (await cells(rows)).map((row, n) => ({
      invoice: row[0],
      date: date(row[1]),
      status: row[2],
      subscriptions: money(row[3]),
      fees: money(row[4]),
      amount: money(row[5]),
      link: links[n],
    })),
  };
};

/** "Server ($11.25), Host ($15.50)". */
const jobsIn = (shown = ''): Answer[] =>
  shown.split(', ').map((part) => {
    const [job, wage] = part.replace(')', '').split(' (');
    return { job, wage: money(wage) };
  });

const listEmployees: PlainScript = async (page, user) => {
  await signIn(page, user);
  await page.goto('restaurants/admin/employees');
  const people = await cells(page.locator('#employees tr.row'));
  await page.goto('restaurants/admin/jobs');
  const jobs = await cells(page.locator('#jobs tr.row'));
  return {
    restaurant: await restaurantOf(page),
    employees: people.map((row) => ({
      employee: row[0],
      jobs: jobsIn(row[1]),
      phone: row[2],
      email: row[3],
    })),
    jobs: jobs.map((row) => ({
      job: row[0],
      employees: count(row[1]),
      tipped: row[2] === 'Yes',
      default_wage: money(row[4]),
    })),
  };
};

/** What the editor of an employee shows. */
async function shownEmployee(page: Page): Promise<Answer> {
  const wages = await page
    .locator('input.wage')
    .evaluateAll((fields) =>
      fields.map((field) => [field.getAttribute('name'), field.getAttribute('value')] as const),
    );
  return {
    restaurant: await restaurantOf(page),
    employee: await text(page, '#employee-name'),
    email: await page.inputValue('#email'),
    phone: await page.inputValue('#phone'),
    jobs: wages.map(([name, wage]) => ({ job: name?.replace('wage:', ''), wage })),
    last_edited: await text(page, '#last-edited'),
  };
}

const changeEmployee: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await page.goto('restaurants/admin/employees');
  await page.click(`#employees a:text-is("${String(args['employee'])}")`);
  await page.selectOption('#newJob', String(args['job']));
  await page.fill('#newWage', String(args['wage']));
  await page.click('#save-item');
  await page.locator('#save-says', { hasText: 'Saved.' }).waitFor();
  return shownEmployee(page);
};

const createEmployee: PlainScript = async (page, user, args) => {
  const [lastName = '', firstName = ''] = String(args['employee']).split(', ');
  await signIn(page, user);
  await page.goto('restaurants/admin/employees');
  await page.click('#add-employee');
  await page.fill('#firstName', firstName);
  await page.fill('#lastName', lastName);
  await page.fill('#email', String(args['email']));
  await page.fill('#phone', String(args['phone']));
  await page.selectOption('#job', String(args['job']));
  await page.fill('#wage', String(args['wage']));
  await page.click('#save-item');
  await page.locator('#save-says', { hasText: 'Saved.' }).waitFor();
  await page.click(`#employees a:text-is("${String(args['employee'])}")`);
  await page.locator('#employee-name').waitFor();
  return shownEmployee(page);
};

const changeJob: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await page.goto('restaurants/admin/jobs');
  await page.click(`#jobs a:text-is("${String(args['job'])}")`);
  await page.fill('#name', String(args['title']));
  await page.fill('#wage', String(args['default_wage']));
  await page.click('#save-item');
  await page.locator('#save-says', { hasText: 'Saved.' }).waitFor();
  return {
    restaurant: await restaurantOf(page),
    id: new URL(page.url()).pathname.split('/').at(-1),
    job: await page.inputValue('#name'),
    default_wage: await page.inputValue('#wage'),
    tipped: (await text(page, '#tipped')) === 'Yes',
    last_edited: await text(page, '#last-edited'),
  };
};

export const plainToastStaff: Record<string, PlainScript> = {
  toast_list_unpaid_orders: listUnpaidOrders,
  toast_list_invoices: listInvoices,
  toast_list_employees: listEmployees,
  toast_change_employee: changeEmployee,
  toast_create_employee: createEmployee,
  toast_change_job: changeJob,
};
