import type { Page } from 'playwright';
import { amount } from 'sidedoor-mcp';
import type { OutgoingRequest } from 'sidedoor-mcp';
import { openPage, stillIn } from '../restaurant.ts';
import { assertMayEdit, save, savedIn } from './editor.ts';
import { openItem } from './find-item.ts';
import { textOf } from './reading.ts';
import { arriveAtOne } from './sight.ts';

export interface JobFields {
  job: string;
  default_wage: string;
}

export interface JobShown extends JobFields {
  restaurant: string;
  /** The last part of its page's address, which stays when the title changes. */
  id: string;
  tipped: boolean;
  /** Date, time and person. */
  last_edited: string;
}

const list = { path: 'jobs', title: 'Jobs', table: 'jobs', heading: 'Job', what: 'job' };

/** Employees → Jobs → a job. What is saved there holds at once (a vendor fact). */
export class JobPage {
  readonly #page: Page;
  readonly #restaurant: string;
  readonly #id: string;

  private constructor(page: Page, restaurant: string) {
    this.#page = page;
    this.#restaurant = restaurant;
    this.#id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  }

  /** @throws NotFound */
  static async open(page: Page, restaurant: string, wanted: string): Promise<JobPage> {
    await openItem(page, restaurant, wanted, list);
    return new JobPage(page, restaurant);
  }

  /** By its id, whatever its title is by now; that is one of these. */
  static async openById(page: Page, restaurant: string, id: string, titles: string[]): Promise<JobPage> {
    await openPage(page, 'jobs', 'Jobs', restaurant);
    await page.goto(`restaurants/admin/jobs/${id}`);
    await arriveAtOne(page, titles);
    await stillIn(page, restaurant);
    return new JobPage(page, restaurant);
  }

  /** What is saved. */
  async read(): Promise<JobShown> {
    const page = this.#page;
    return {
      restaurant: this.#restaurant,
      id: this.#id,
      job: await savedIn(page, 'name'),
      default_wage: amount(await savedIn(page, 'wage')),
      tipped: (await textOf(page, '#tipped')) === 'Yes',
      last_edited: await textOf(page, '#last-edited'),
    };
  }

  /** @throws Refused when this login may not edit jobs. */
  async fill({ job, default_wage }: JobFields): Promise<void> {
    const page = this.#page;
    await assertMayEdit(page);
    await page.locator('#name').fill(job);
    await page.locator('#wage').fill(default_wage);
  }

  sends({ job, default_wage }: JobFields) {
    const { pathname } = new URL(this.#page.url());
    return ({ method, url, form }: OutgoingRequest) =>
      method === 'POST' &&
      url.pathname === pathname &&
      form.get('name') === job &&
      form.get('wage') === default_wage;
  }

  /** @param titles Its title before, and as it is to be. @throws Refused with Toast's words when it does not take it. */
  save(titles: string[]): Promise<void> {
    return save(this.#page, () => arriveAtOne(this.#page, titles));
  }
}
