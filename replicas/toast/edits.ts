import { clockTime } from './data/days.ts';
import type { Employee, JobTitle, MenuItem, TimeEntry } from './data/records.ts';
import { stamp } from './world.ts';
import type { World } from './world.ts';

/** Takes an item off the menu, or puts it back: at once, without publishing. */
export function saveStock(world: World, item: MenuItem, inStock: boolean, by: string): void {
  item.inStock = inStock;
  item.stockChanged = `${stamp(world)} by ${by}`;
}

/** What is typed into a time entry. Times are "2026-11-02T08:15", by the restaurant's clock. */
export interface EntryTimes {
  in: string;
  out: string;
  cashTips: number;
}

/** Saves an entry's times and tips, and what they come to: above eight hours is overtime, paid half as much again. */
export function saveTimeEntry(world: World, entry: TimeEntry, typed: EntryTimes, by: string): void {
  const was = `${clockTime(entry.in)} to ${clockTime(entry.out)}, tips ${(entry.cashTips / 100).toFixed(2)}`;
  const hours = Math.round((Date.parse(`${typed.out}Z`) - Date.parse(`${typed.in}Z`)) / 36_000);
  entry.audits.push({ at: stamp(world), by, was });
  entry.in = typed.in;
  entry.out = typed.out;
  entry.cashTips = typed.cashTips;
  entry.regular = Math.min(hours, 800);
  entry.overtime = hours - entry.regular;
  entry.pay = Math.round((entry.regular * entry.wage + entry.overtime * entry.wage * 1.5) / 100);
}

/** What is typed into an employee: jobs and wages as they are to be from now on. */
export type EmployeeFields = Pick<Employee, 'email' | 'phone' | 'jobs'>;

/** Changes somebody's contact or jobs: at once, without publishing. Time entries keep the wage that they were worked for. */
export function saveEmployee(world: World, employee: Employee, typed: EmployeeFields, by: string): void {
  Object.assign(employee, typed, { lastEdited: `${stamp(world)} by ${by}` });
}

/** Adds somebody to a restaurant, whoever else has that name or e-mail; answers his number. */
export function addEmployee(
  world: World,
  typed: Omit<Employee, 'number' | 'lastEdited'>,
  by: string,
): string {
  const { employees } = world.records;
  const number = String(Math.max(...employees.map((one) => Number(one.number))) + 1);
  employees.push({ ...typed, number, lastEdited: `${stamp(world)} by ${by}` });
  return number;
}

/** Changes what somebody new in a job begins with, or its name, which all who have it go by then. */
export function saveJob(
  world: World,
  job: JobTitle,
  typed: Pick<JobTitle, 'name' | 'wage'>,
  by: string,
): void {
  for (const { restaurant, jobs } of world.records.employees)
    for (const one of jobs) if (restaurant === job.restaurant && one.job === job.name) one.job = typed.name;
  Object.assign(job, typed, { lastEdited: `${stamp(world)} by ${by}` });
}
