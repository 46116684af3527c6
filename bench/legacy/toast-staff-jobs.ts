import type { ToastInspection } from '../../replicas/toast/index.ts';
import {
  expectedEmployees,
  expectedInvoices,
  expectedUnpaidOrders,
} from '../../test/replicas/toast-expected-staff.ts';
import { listJob, writeJob } from './job.ts';
import type { Answer, Job } from './job.ts';

/** Longer than a report that ignores its dates: of the first days such a one has nothing. */
const weeks = { from: '2026-10-26', to: '2026-11-19' };
const quarter = { from: '2026-08-15', to: '2026-11-19' };

/** What is owed by guests, what Toast bills, and who works there. Links are without the replica's address. */
export const billsAndStaff = (restaurant: string): Job<ToastInspection>[] => [
  listJob({
    tool: 'toast_list_unpaid_orders',
    args: weeks,
    list: 'orders',
    key: ({ check }) => String(check),
    expected: ({ records }) => expectedUnpaidOrders(records, restaurant, weeks),
  }),
  listJob({
    tool: 'toast_list_invoices',
    args: quarter,
    list: 'invoices',
    key: ({ invoice }) => String(invoice),
    expected: ({ records }) => expectedInvoices(records, restaurant, quarter, '/'),
  }),
  listJob({
    tool: 'toast_list_employees',
    args: {},
    list: 'employees',
    key: ({ employee }) => String(employee),
    expected: ({ records }) => expectedEmployees(records, restaurant),
  }),
];

export const staffChanges = (
  restaurant: string,
  written: (before: ToastInspection, after: ToastInspection) => Answer[],
): Job<ToastInspection>[] => [
  writeJob({
    tool: 'toast_change_employee',
    args: { employee: 'Alvarez, Noé', job: 'Dishwasher', wage: '16.45' },
    asked: { restaurant, employee: 'Alvarez, Noé' },
    written,
  }),
  writeJob({
    tool: 'toast_create_employee',
    args: {
      employee: 'Núñez, Zoë',
      email: 'zoe.nunez@copperkettle.example',
      phone: '(555) 020-4477',
      job: 'Host',
      wage: '15.75',
    },
    asked: { restaurant, employee: 'Núñez, Zoë', email: 'zoe.nunez@copperkettle.example' },
    written,
  }),
  writeJob({
    tool: 'toast_change_job',
    args: { job: 'Host', title: 'Greeter', default_wage: '16.25' },
    asked: { restaurant, job: 'Greeter', default_wage: '16.25' },
    written,
  }),
];
