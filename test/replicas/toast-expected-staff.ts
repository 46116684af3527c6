import type { ToastInspection } from '../../replicas/toast/index.ts';
import { dollars } from './toast-expected.ts';
import type { Period } from './toast-expected.ts';

/** What the flows about bills and staff should answer, worked out from Toast's records and not from its screens. */

type Records = ToastInspection['records'];

const guidOf = ({ restaurants }: Records, restaurant: string) =>
  restaurants.find(({ name }) => name === restaurant)!.guid;

export function expectedUnpaidOrders(records: Records, restaurant: string, { from, to }: Period) {
  const guid = guidOf(records, restaurant);
  const orders = records.unpaidOrders
    .filter((one) => one.restaurant === guid && one.date >= from && one.date <= to)
    .map((one) => ({
      check: one.check,
      opened: `${one.opened}:00`,
      date: one.date,
      server: one.server,
      table: one.table || null,
      subtotal: dollars(one.subtotal),
      tax: dollars(one.tax),
      due: dollars(one.subtotal + one.tax),
    }));
  return { restaurant, from, to, orders };
}

/** @param url The replica's: links are absolute. */
export function expectedInvoices(records: Records, restaurant: string, { from, to }: Period, url: string) {
  const guid = guidOf(records, restaurant);
  const invoices = records.invoices
    .filter((one) => one.restaurant === guid && one.date >= from && one.date <= to)
    .map((one) => ({
      invoice: one.number,
      date: one.date,
      status: one.status,
      subscriptions: dollars(one.subscriptions),
      fees: dollars(one.fees),
      amount: dollars(one.subscriptions + one.fees),
      link: `${url}restaurants/admin/invoices/${one.number}.pdf`,
    }));
  return { restaurant, from, to, invoices };
}

const jobsOf = (jobs: Records['employees'][number]['jobs']) =>
  jobs.map(({ job, wage }) => ({ job, wage: dollars(wage) }));

export function expectedEmployees(records: Records, restaurant: string) {
  const guid = guidOf(records, restaurant);
  const employees = records.employees.filter((one) => one.restaurant === guid);
  return {
    restaurant,
    employees: employees.map(({ name, jobs, phone, email }) => ({
      employee: name,
      jobs: jobsOf(jobs),
      phone,
      email,
    })),
    jobs: records.jobTitles
      .filter((one) => one.restaurant === guid)
      .map(({ name, wage, isTipped }) => ({
        job: name,
        default_wage: dollars(wage),
        tipped: isTipped,
        employees: employees.filter(({ jobs }) => jobs.some(({ job }) => job === name)).length,
      })),
  };
}

const nameOf = ({ restaurants }: Records, guid: string) => restaurants.find((one) => one.guid === guid)!.name;

/** An employee as the editor has him now, by his number. */
export function expectedEmployee(records: Records, number: string) {
  const one = records.employees.find((each) => each.number === number)!;
  return {
    restaurant: nameOf(records, one.restaurant),
    employee: one.name,
    email: one.email,
    phone: one.phone,
    jobs: jobsOf(one.jobs),
    last_edited: one.lastEdited,
  };
}

/** A job as the editor has it now. */
export function expectedJob(records: Records, guid: string) {
  const one = records.jobTitles.find((each) => each.guid === guid)!;
  return {
    restaurant: nameOf(records, one.restaurant),
    id: guid,
    job: one.name,
    default_wage: dollars(one.wage),
    tipped: one.isTipped,
    last_edited: one.lastEdited,
  };
}
