import type { Page } from 'playwright';
import { amount, byCount, LayoutChanged, NotFound } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { assertMayEdit, savedIn } from './editor.ts';
import { openFound, openItem } from './find-item.ts';
import { ItemEditor } from './item-editor.ts';
import { count, textOf } from './reading.ts';

export interface EmployeeFields {
  email: string;
  phone: string;
  jobs: { job: string; wage: string }[];
}

export interface EmployeeShown extends EmployeeFields {
  restaurant: string;
  employee: string;
  /** Date, time and person. */
  last_edited: string;
  /** Whether these are all jobs. */
  complete: Completeness;
}

const list = {
  path: 'employees',
  title: 'Employees',
  table: 'employees',
  heading: 'Employee',
  what: 'employee',
};

/** Employees → somebody. What is saved there holds at once (a vendor fact). */
export class EmployeePage extends ItemEditor {
  /** @throws NotFound; InvalidInput when several have that name. */
  static async open(page: Page, restaurant: string, wanted: string): Promise<EmployeePage> {
    return new EmployeePage(page, restaurant, await openItem(page, restaurant, wanted, list));
  }

  /** By name and link, as the list has them. */
  static async openFound(page: Page, restaurant: string, name: string, link: string): Promise<EmployeePage> {
    await openFound(page, restaurant, name, link);
    return new EmployeePage(page, restaurant, name);
  }

  /** What is saved. @throws LayoutChanged when it is somebody else, or not all jobs are shown. */
  async read(): Promise<EmployeeShown> {
    const page = this.page;
    const wages = await page
      .locator('input.wage')
      .evaluateAll((fields) =>
        fields.map((field) => [field.getAttribute('name') ?? '', field.getAttribute('data-saved') ?? '']),
      );
    const jobs = wages.map(([name = '', wage = '']) => ({
      job: name.replace('wage:', ''),
      wage: amount(wage),
    }));
    await this.assertShown('employee-name');
    const complete = byCount(jobs.length, count(await textOf(page, '#job-count')));
    if (!complete.proven) throw new LayoutChanged(`The editor does not show all jobs of "${this.name}".`);
    return {
      restaurant: this.restaurant,
      employee: this.name,
      email: await savedIn(page, 'email'),
      phone: await savedIn(page, 'phone'),
      jobs,
      last_edited: await textOf(page, '#last-edited'),
      complete,
    };
  }

  /** Fills in all fields; a job that is new goes into its own. @throws Refused, NotFound */
  async fill(now: EmployeeFields, wanted: EmployeeFields): Promise<void> {
    const page = this.page;
    await assertMayEdit(page);
    await page.locator('#email').fill(wanted.email);
    await page.locator('#phone').fill(wanted.phone);
    for (const { job, wage } of wanted.jobs) {
      if (now.jobs.some((one) => one.job === job)) {
        await page.locator(`input[name="wage:${job}"]`).fill(wage);
        continue;
      }
      const titles = (await page.locator('#newJob option').allTextContents()).map((text) => text.trim());
      if (!titles.includes(job))
        throw new NotFound(`There is no job "${job}"; there are: ${titles.slice(1).join(', ')}.`);
      await page.locator('#newJob').selectOption({ label: job });
      await page.locator('#newWage').fill(wage);
    }
  }

  sends(now: EmployeeFields, wanted: EmployeeFields) {
    return this.savesWith(
      (form) =>
        form.get('email') === wanted.email &&
        form.get('phone') === wanted.phone &&
        wanted.jobs.every(({ job, wage }) =>
          now.jobs.some((one) => one.job === job)
            ? form.get(`wage:${job}`) === wage
            : form.get('newJob') === job && form.get('newWage') === wage,
        ),
    );
  }
}
