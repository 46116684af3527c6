import { html } from 'hono/html';
import type { Employee, JobTitle } from '../data/records.ts';
import type { Session } from '../sessions.ts';
import type { World } from '../world.ts';
import { doubleSubmitScript } from './door.ts';
import { dollars, hundredths, total } from './markup.ts';
import type { Markup } from './markup.ts';
import { newPage } from './shells.ts';
import { tableOf } from './table.ts';

const admin = '/restaurants/admin';
const noPermission = html`<span id="no-permission">You do not have permission to edit employees.</span>`;

/** Everybody who works at the session's restaurant, and as what. */
export function employeesPage(world: World, session: Session): Markup {
  const employees = world.records.employees.filter(({ restaurant }) => restaurant === session.restaurant);
  const table = tableOf(
    {
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
    world.switches,
  );
  return newPage(world, session, {
    title: 'Employees',
    path: 'employees',
    body: html`<p class="scope">Changes hold at once. They are not published.</p>
      <section class="card">
        ${table}
        <p class="count" data-testid="item-count">${employees.length} employees</p>
      </section>`,
  });
}

/** The jobs of the session's restaurant, and how many have each. */
export function jobsPage(world: World, session: Session): Markup {
  const { jobTitles, employees } = world.records;
  const jobs = jobTitles.filter(({ restaurant }) => restaurant === session.restaurant);
  const having = ({ restaurant, name }: JobTitle) =>
    employees.filter((one) => one.restaurant === restaurant && one.jobs.some(({ job }) => job === name))
      .length;
  const table = tableOf(
    {
      id: 'jobs',
      rows: jobs,
      nothing: 'No jobs',
      columns: [
        ['Job', (row) => html`<a href="${admin}/jobs/${row.guid}">${row.name}</a>`],
        ['Employees', (row) => String(having(row)), String(total(jobs, having))],
        ['Tipped', (row) => (row.isTipped ? 'Yes' : 'No')],
        ['Default Wage', (row) => dollars(row.wage)],
      ],
    },
    world.switches,
  );
  return newPage(world, session, {
    title: 'Jobs',
    path: 'jobs',
    body: html`<p class="scope">Changes hold at once. They are not published.</p>
      <section class="card">
        ${table}
        <p class="count" data-testid="item-count">${jobs.length} jobs</p>
      </section>`,
  });
}

const field = (name: string, label: string, text: string) =>
  html`<label for="${name}">${label}</label
    ><input id="${name}" name="${name}" size="30" value="${text}" data-saved="${text}" />`;

const shown = (id: string, label: string, text: string) =>
  html`<label>${label}</label><span id="${id}">${text}</span>`;

/** The form of an editor, with its button, and what it says of the last save. */
function editor(world: World, session: Session, action: string, says: string, fields: Markup): Markup {
  const isSaved = says.startsWith('Saved');
  return html`${says ? html`<div class="notice${isSaved ? ' done' : ''}" id="save-says">${says}</div>` : ''}
    <section class="card">
      <form class="save" method="post" action="${admin}/${action}">
        <div class="fields">${fields}</div>
        <div class="bar" style="margin:22px 0 0">
          ${session.user.editsMenus ? html`<button class="primary" id="save-item">Save</button>` : noPermission}
        </div>
      </form>
    </section>
    ${world.switches.doubleSubmit ? doubleSubmitScript : ''}`;
}

export function employeePage(world: World, session: Session, employee: Employee, says: string): Markup {
  const others = world.records.jobTitles.filter(
    ({ restaurant, name }) =>
      restaurant === employee.restaurant && !employee.jobs.some(({ job }) => job === name),
  );
  return newPage(world, session, {
    title: employee.name,
    path: 'employees',
    body: html`<p class="scope"><a href="${admin}/employees">Employees</a> / ${employee.number}</p>
      ${editor(
        world,
        session,
        `employees/${employee.number}`,
        says,
        html`${shown('employee-name', 'Employee', employee.name)} ${field('email', 'Email', employee.email)}
          ${field('phone', 'Phone', employee.phone)}
          ${employee.jobs.map(
            ({ job, wage }) =>
              html`<label>Wage: ${job}</label
                ><input
                  class="wage"
                  name="wage:${job}"
                  value="${hundredths(wage)}"
                  data-saved="${hundredths(wage)}"
                />`,
          )}
          <label for="newJob">Add a job</label>
          <span
            ><select id="newJob" name="newJob">
              <option value="">None</option>
              ${others.map(({ name }) => html`<option>${name}</option>`)}
            </select>
            at <input id="newWage" name="newWage" size="8" value=""
          /></span>
          ${shown('job-count', 'Has', `${employee.jobs.length} jobs`)}
          ${shown('last-edited', 'Last edited', employee.lastEdited)}`,
      )}`,
  });
}

export function jobPage(world: World, session: Session, job: JobTitle, says: string): Markup {
  return newPage(world, session, {
    title: job.name,
    path: 'jobs',
    body: html`<p class="scope"><a href="${admin}/jobs">Jobs</a> / ${job.name}</p>
      ${editor(
        world,
        session,
        `jobs/${job.guid}`,
        says,
        html`${field('name', 'Job title', job.name)} ${field('wage', 'Default wage', hundredths(job.wage))}
        ${shown('applies-to', 'Applies to', 'This restaurant')}
        ${shown('tipped', 'Tipped', job.isTipped ? 'Yes' : 'No')}
        ${shown('last-edited', 'Last edited', job.lastEdited)}`,
      )}`,
  });
}
