import type { Context, Hono } from 'hono';
import { carryOut } from '../../saves/carry-out.ts';
import { Save } from '../../saves/save.ts';
import { saveEmployee, saveJob } from '../edits.ts';
import type { EmployeeFields } from '../edits.ts';
import { errorPage, stepUpPage } from '../pages/door.ts';
import { employeesPage, jobsPage } from '../pages/staff.ts';
import { employeePage, jobPage } from '../pages/staff-editors.ts';
import type { Session } from '../sessions.ts';
import type { SaveKind, World } from '../world.ts';
import { addNewEmployees } from './new-employees.ts';
import { savingOf } from './saving.ts';
import { denied, isEmail, isWage } from './staff-rules.ts';

const admin = '/restaurants/admin';

/** Employees and jobs of the session's restaurant. What is saved holds at once. */
export function addStaff(app: Hono, world: World, sessionOf: (c: Context) => Session): void {
  const { records, switches } = world;
  const missing = (c: Context, what: string) =>
    c.html(errorPage('Not found', `This ${what} does not exist.`), 404);
  const employeeOf = (c: Context) =>
    records.employees.find(
      ({ number, restaurant }) => number === c.req.param('number') && restaurant === sessionOf(c).restaurant,
    );
  const jobOf = (c: Context) =>
    records.jobTitles.find(
      ({ guid, restaurant }) => guid === c.req.param('guid') && restaurant === sessionOf(c).restaurant,
    );
  const says = (c: Context) => (c.req.query('saved') === '1' ? 'Saved. It holds at once.' : '');

  // Jobs carry permissions, so changing them is sensitive.
  app.use(`${admin}/jobs/*`, async (c, next) =>
    switches.stepUp && !sessionOf(c).steppedUp ? c.html(stepUpPage(c.req.path)) : next(),
  );

  app.get(`${admin}/employees`, (c) => c.html(employeesPage(world, sessionOf(c), says(c))));
  addNewEmployees(app, world, sessionOf);
  app.get(`${admin}/employees/:number`, (c) => {
    const employee = employeeOf(c);
    return employee ? c.html(employeePage(world, sessionOf(c), employee, says(c))) : missing(c, 'employee');
  });
  app.post(`${admin}/employees/:number`, async (c) => {
    const session = sessionOf(c);
    const employee = employeeOf(c);
    const sent = (await c.req.parseBody()) as Record<string, string>;
    if (!employee) return missing(c, 'employee');
    return carryOut<string, SaveKind>({
      ...savingOf(world, c, session),
      show: (words) => c.html(employeePage(world, session, employee, words)),
      judge() {
        if (!session.user.editsMenus) return denied;
        const wages = employee.jobs.map(({ job }) => [job, sent[`wage:${job}`] ?? ''] as const);
        const jobs = sent['newJob'] ? [...wages, [sent['newJob'], sent['newWage'] ?? ''] as const] : wages;
        if (!isEmail(sent['email'] ?? '')) return 'Enter a valid email.';
        if (jobs.some(([, wage]) => !isWage(wage))) return 'Enter a valid wage.';
        const typed: EmployeeFields = {
          email: sent['email'] ?? '',
          phone: sent['phone'] ?? '',
          jobs: jobs.map(([job, wage]) => ({ job, wage: Math.round(Number(wage) * 100) })),
        };
        return new Save<string, SaveKind>({
          kind: 'employee',
          reference: employee.number,
          write() {
            saveEmployee(world, employee, typed, session.user.fullName);
            return employee.number;
          },
          after: () => c.redirect(`${admin}/employees/${employee.number}?saved=1`),
        });
      },
    });
  });

  app.get(`${admin}/jobs`, (c) => c.html(jobsPage(world, sessionOf(c))));
  app.get(`${admin}/jobs/:guid`, (c) => {
    const job = jobOf(c);
    return job ? c.html(jobPage(world, sessionOf(c), job, says(c))) : missing(c, 'job');
  });
  app.post(`${admin}/jobs/:guid`, async (c) => {
    const session = sessionOf(c);
    const job = jobOf(c);
    const sent = (await c.req.parseBody()) as Record<string, string>;
    if (!job) return missing(c, 'job');
    return carryOut<string, SaveKind>({
      ...savingOf(world, c, session),
      show: (words) => c.html(jobPage(world, session, job, words)),
      judge() {
        const name = (sent['name'] ?? '').trim();
        const wage = sent['wage'] ?? '';
        const isTaken = records.jobTitles.some(
          (one) => one !== job && one.restaurant === job.restaurant && one.name === name,
        );
        if (!session.user.editsMenus) return denied;
        if (name === '' || isTaken) return 'Another job has this title.';
        if (!isWage(wage)) return 'Enter a valid wage.';
        return new Save<string, SaveKind>({
          kind: 'job',
          reference: job.guid,
          write() {
            saveJob(world, job, { name, wage: Math.round(Number(wage) * 100) }, session.user.fullName);
            return job.guid;
          },
          after: () => c.redirect(`${admin}/jobs/${job.guid}?saved=1`),
        });
      },
    });
  });
}
