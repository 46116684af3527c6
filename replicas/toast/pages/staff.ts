import { html } from 'hono/html';
import type { JobTitle } from '../data/records.ts';
import type { Session } from '../sessions.ts';
import type { World } from '../world.ts';
import { dollars, total } from './markup.ts';
import type { Markup } from './markup.ts';
import { saidOf } from './editor.ts';
import { listPage } from './list-page.ts';

const admin = '/restaurants/admin';

/** Employees of restaurants with payroll of Toast are added there. */
const payrollPopup = html`<dialog id="payroll-popup">
  <h2>Add employees in Toast Payroll</h2>
  <p id="payroll-says">
    This location uses Toast Payroll. New employees are onboarded there and then appear in Toast Web. You will
    be redirected to Toast Payroll.
  </p>
  <div class="bar">
    <button class="secondary" onclick="this.closest('dialog').close()">Cancel</button>
    <a class="primary" href="/payroll/employees/new">Continue to Toast Payroll</a>
  </div>
</dialog>`;

/** Everybody who works at the session's restaurant, and as what. */
export function employeesPage(world: World, session: Session, words = ''): Markup {
  const isPayroll = world.switches.payrollPopup;
  const employees = world.records.employees.filter(({ restaurant }) => restaurant === session.restaurant);
  return listPage(world, session, {
    title: 'Employees',
    path: 'employees',
    above: html`<div class="bar">
        <span>Changes hold at once. They are not published.</span>
        ${
          isPayroll
            ? html`<button
                class="primary end"
                id="add-employee"
                onclick="document.getElementById('payroll-popup').showModal()"
              >
                + Add New Employee
              </button>`
            : html`<a class="primary end" id="add-employee" href="${admin}/employees/new"
                >+ Add New Employee</a
              >`
        }
      </div>
      ${saidOf(words)} ${isPayroll ? payrollPopup : ''}`,
    what: 'employees',
    table: {
      id: 'employees',
      rows: employees,
      nothing: 'No employees',
      columns: [
        ['Employee', (row) => html`<a href="${admin}/employees/${row.number}">${row.name}</a>`],
        ['Jobs', (row) => row.jobs.map(({ job, wage }) => `${job} (${dollars(wage)})`).join(', ')],
        ['Phone', (row) => row.phone],
        ['Email', (row) => row.email],
      ],
    },
  });
}

/** The jobs of the session's restaurant, and how many have each. */
export function jobsPage(world: World, session: Session): Markup {
  const { jobTitles, employees } = world.records;
  const jobs = jobTitles.filter(({ restaurant }) => restaurant === session.restaurant);
  const having = ({ restaurant, name }: JobTitle) =>
    employees.filter((one) => one.restaurant === restaurant && one.jobs.some(({ job }) => job === name))
      .length;
  return listPage(world, session, {
    title: 'Jobs',
    path: 'jobs',
    what: 'jobs',
    table: {
      id: 'jobs',
      rows: jobs,
      nothing: 'No jobs',
      columns: [
        ['Job', (row) => html`<a href="${admin}/jobs/${row.guid}">${row.name}</a>`],
        ['Employees', (row) => String(having(row)), String(total(jobs, having))],
        ['Tipped', (row) => (row.isTipped ? 'Yes' : 'No')],
        ['Applies To', () => 'This location'],
        ['Default Wage', (row) => dollars(row.wage)],
      ],
    },
  });
}
