import type { Page } from 'playwright';
import { LayoutChanged, NotFound, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import type { OutgoingRequest } from 'sidedoor-mcp';
import { openPage, stillIn } from '../restaurant.ts';
import { assertMayEdit, save } from './editor.ts';
import { EmployeePage } from './employee.page.ts';
import type { EmployeeShown } from './employee.page.ts';
import { press } from './press.ts';
import { textOf } from './reading.ts';
import { arrive, arriveAtOne, closed } from './sight.ts';
import { readPeople } from './staff.page.ts';

export interface NewEmployee {
  /** "Last, First". */
  employee: string;
  email: string;
  phone?: string | undefined;
  job: string;
  wage: string;
}

const title = 'Add New Employee';

/** Employees → + Add New Employee. What is saved there holds at once (a vendor fact). */
export class NewEmployeePage {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** @throws Refused where a notice leads to Toast Payroll instead (a vendor fact). */
  static async open(page: Page, restaurant: string): Promise<NewEmployeePage> {
    await openPage(page, 'employees', 'Employees', restaurant);
    await press(page.locator('#add-employee'));
    const payroll = page.locator('#payroll-popup[open]');
    await payroll.or(page.locator('#firstName')).or(page.locator(closed)).first().waitFor();
    if ((await payroll.count()) > 0)
      throw new Refused(`Toast says: "${await textOf(page, '#payroll-says')}"`, {
        hint: 'Ask the user to add the employee in Toast Payroll; list_employees shows when Toast Web has him.',
      });
    await arrive(page, title);
    await stillIn(page, restaurant);
    return new NewEmployeePage(page);
  }

  /** @throws Refused, NotFound */
  async fill(wanted: NewEmployee): Promise<void> {
    const page = this.#page;
    await assertMayEdit(page);
    const titles = (await page.locator('#job option').allTextContents()).map((text) => text.trim());
    if (!titles.includes(wanted.job))
      throw new NotFound(`There is no job "${wanted.job}"; there are: ${titles.slice(1).join(', ')}.`);
    for (const [id, text] of Object.entries(fieldsOf(wanted)))
      if (id !== 'job') await page.locator(`#${id}`).fill(text);
    await page.locator('#job').selectOption({ label: wanted.job });
  }

  sends(wanted: NewEmployee) {
    const fields = Object.entries(fieldsOf(wanted));
    return ({ method, url, form }: OutgoingRequest) =>
      method === 'POST' &&
      url.pathname === '/restaurants/admin/employees' &&
      fields.every(([name, text]) => form.get(name) === text);
  }

  /** @throws Refused with Toast's words when it does not take it. */
  save(): Promise<void> {
    return save(this.#page, () => arriveAtOne(this.#page, ['Employees', title]));
  }
}

function fieldsOf({ employee, email, phone = '', job, wage }: NewEmployee): Record<string, string> {
  const [lastName = '', firstName = ''] = employee.split(', ');
  return { firstName, lastName, email, phone, job, wage };
}

/**
 * The employee who has the e-mail, by which somebody new is known: no field takes a mark. Null where nobody has it.
 *
 * @throws OutcomeUnknown when it is not only his, or he is somebody else.
 */
export async function findCreated(
  page: Page,
  restaurant: string,
  wanted: NewEmployee,
): Promise<EmployeeShown | null> {
  const { people } = await readPeople(page, restaurant);
  const [found, ...others] = people.filter(hasEmail(wanted.email));
  if (!found) return null;
  if (others.length > 0)
    throw new OutcomeUnknown(`${others.length + 1} employees have the e-mail ${wanted.email}.`);
  if (!found.link) throw new LayoutChanged(`${found.employee} is listed without a link.`);
  const there = await EmployeePage.openFound(page, restaurant, found.employee, found.link);
  const shown = await there.read();
  const isHe =
    shown.employee === wanted.employee &&
    shown.jobs.some(({ job, wage }) => job === wanted.job && wage === wanted.wage);
  if (!isHe)
    throw new OutcomeUnknown(`${wanted.email} is the e-mail of ${shown.employee}, with other values.`);
  return shown;
}

export const hasEmail = (email: string) => (one: { email: string }) =>
  one.email.toLowerCase() === email.toLowerCase();
