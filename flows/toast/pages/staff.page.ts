import type { Page } from 'playwright';
import { amount, byCount, LayoutChanged } from 'sidedoor-mcp';
import { openPage } from '../restaurant.ts';
import { readReport } from './headings.ts';
import { agree, count, textOf, whole } from './reading.ts';

/** "Server ($11.25), Host ($15.50)" → each with its wage. */
function jobsIn(text: string): { job: string; wage: string }[] {
  const parts = [...text.matchAll(/(?:^|, )([^(]+) \((\$[\d,.]+)\)/g)];
  if (parts.map(([whole]) => whole).join('') !== text)
    throw new LayoutChanged(`"${text.slice(0, 60)}" stands where jobs with their wages should be.`);
  return parts.map(([, job = '', wage = '']) => ({ job, wage: amount(wage) }));
}

/** Everybody at the restaurant, with the link to each; as many as stated. */
export async function readPeople(page: Page, restaurant: string) {
  await openPage(page, 'employees', 'Employees', restaurant);
  const { rows } = await readReport(page, {
    name: 'the employees',
    headings: '#employees thead th',
    rows: '#employees tr.row',
    columns: { employee: 'Employee', jobs: 'Jobs', phone: 'Phone', email: 'Email' },
  });
  const stated = count(await textOf(page, '[data-testid="item-count"]'));
  const people = rows.map(({ cells, links }) => ({
    employee: cells.employee,
    jobs: jobsIn(cells.jobs),
    phone: cells.phone,
    email: cells.email,
    link: links.employee,
  }));
  const complete = whole('The list of employees', [byCount(people.length, stated)]);
  return { people, complete };
}

/** Everybody at the restaurant with jobs and wages, and the jobs themselves: each list proves the other. */
export async function readStaff(page: Page, restaurant: string) {
  const { people, complete: counted } = await readPeople(page, restaurant);
  const employees = people.map(({ link: _link, ...one }) => one);
  await openPage(page, 'jobs', 'Jobs', restaurant);
  const titles = await readReport(page, {
    name: 'the jobs',
    headings: '#jobs thead th',
    rows: '#jobs tr.row',
    totals: '#jobs tr.totals',
    columns: { job: 'Job', employees: 'Employees', tipped: 'Tipped', wage: 'Default Wage' },
  });
  const jobs = titles.rows.map(({ cells }) => ({
    job: cells.job,
    default_wage: amount(cells.wage),
    tipped: yesOrNo(cells.tipped),
    employees: count(cells.employees),
  }));
  const having = (name: string) => employees.filter((one) => one.jobs.some(({ job }) => job === name)).length;
  const assigned = jobs.reduce((all, one) => all + one.employees, 0);
  const complete = whole(
    'The list of employees',
    [
      counted,
      byCount(jobs.length, count(await textOf(page, '[data-testid="item-count"]'))),
      ...jobs
        .map((one) => agree(`who works as ${one.job}`, String(having(one.job)), String(one.employees)))
        .filter(({ proven }) => !proven),
    ],
    [byCount(assigned, count(titles.totals?.employees ?? ''))],
  );
  return { employees, jobs, complete };
}

function yesOrNo(text: string): boolean {
  if (text !== 'Yes' && text !== 'No')
    throw new LayoutChanged(`"${text.slice(0, 40)}" stands where "Yes" or "No" should be.`);
  return text === 'Yes';
}
