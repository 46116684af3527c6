import { html } from 'hono/html';
import type { Employee, JobTitle } from '../data/records.ts';
import type { Session } from '../sessions.ts';
import { restaurantOf } from '../world.ts';
import type { World } from '../world.ts';
import { editor, field, shown } from './editor.ts';
import { hundredths } from './markup.ts';
import type { Markup } from './markup.ts';
import { newPage } from './shells.ts';

const admin = '/restaurants/admin';
const noPermission = html`<span id="no-permission">You do not have permission to edit employees.</span>`;

/** The form of somebody new. It has what was typed when it is shown again. */
export function newEmployeePage(
  world: World,
  session: Session,
  words = '',
  typed: Readonly<Record<string, string>> = {},
): Markup {
  const jobs = world.records.jobTitles.filter(({ restaurant }) => restaurant === session.restaurant);
  const blank = (name: string, label: string, size = 30) =>
    html`<label for="${name}">${label}</label
      ><input id="${name}" name="${name}" size="${size}" value="${typed[name] ?? ''}" />`;
  return newPage(world, session, {
    title: 'Add New Employee',
    path: 'employees',
    body: html`<p class="scope"><a href="${admin}/employees">Employees</a> / New</p>
      ${editor(world, session, {
        action: 'employees',
        says: words,
        heading: 'Employee details',
        noPermission,
        fields: html`${blank('firstName', 'First name')} ${blank('lastName', 'Last name')}
          ${blank('email', 'Email')} ${blank('phone', 'Phone')}
          <label for="job">Job</label>
          <select id="job" name="job">
            <option value="">Choose a job</option>
            ${jobs.map(
              ({ name }) => html`<option ${name === typed['job'] ? 'selected' : ''}>${name}</option>`,
            )}
          </select>
          ${blank('wage', 'Hourly wage', 8)}
          ${shown('works-at', 'Location', restaurantOf(world, session).name)}`,
      })}`,
  });
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
      ${editor(world, session, {
        action: `employees/${employee.number}`,
        says,
        heading: 'Employee details',
        noPermission,
        fields: html`${shown('employee-name', 'Employee', employee.name)}
          ${field('email', 'Email', employee.email)} ${field('phone', 'Phone', employee.phone)}
          ${employee.jobs.map(
            ({ job, wage }) =>
              html`<label>Wage: ${job}</label
                ><input
                  class="wage"
                  size="8"
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
      })}`,
  });
}

export function jobPage(world: World, session: Session, job: JobTitle, says: string): Markup {
  return newPage(world, session, {
    title: job.name,
    path: 'jobs',
    body: html`<p class="scope"><a href="${admin}/jobs">Jobs</a> / ${job.name}</p>
      ${editor(world, session, {
        action: `jobs/${job.guid}`,
        says,
        heading: 'Job details',
        noPermission,
        fields: html`${field('name', 'Job title', job.name)}
        ${field('wage', 'Default wage', hundredths(job.wage), 8)}
        ${shown('applies-to', 'Applies to', 'This location')}
        ${shown('tipped', 'Tipped', job.isTipped ? 'Yes' : 'No')}
        ${shown('last-edited', 'Last edited', job.lastEdited)}`,
      })}`,
  });
}
