import type { Page } from 'playwright';
import { InvalidInput, LayoutChanged } from 'sidedoor-mcp';
import { windowText } from './reading.ts';
import { assertSound, openRoute } from './screen.ts';
import { assertEnabled, choose, pressSave, typeDate } from './widgets.ts';
import type { SaveAnswer } from './widgets.ts';

export interface BookingEntry {
  customer: string;
  /** As the customer's locations are written; may be left out where there is one. */
  location?: string | undefined;
  business_unit: string;
  job_type: string;
  campaign: string;
  priority: string;
  date: string;
  window: string;
  technician?: string | undefined;
  summary: string;
}

const criteria = {
  location: 'LocationId',
  business_unit: 'BusinessUnitId',
  job_type: 'JobTypeId',
  campaign: 'CampaignId',
  priority: 'Priority',
  technician: 'TechnicianId',
  window: 'ArrivalWindow',
} as const;

/** Calls → the form that books a job. */
export class BookingPage {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(page: Page): Promise<BookingPage> {
    await openRoute(page, '/Dispatch/Booking', 'Book a Job');
    return new BookingPage(page);
  }

  /** The unit goes before the job type, which it filters (a vendor fact). */
  async fill(entry: BookingEntry, phone: string): Promise<void> {
    const page = this.#page;
    await this.#chooseCustomer(entry.customer, phone);
    if (entry.location !== undefined) await choose(page, criteria.location, [entry.location]);
    else if ((await this.#shown(criteria.location)) === 'Select...')
      throw new InvalidInput(`Customer ${entry.customer} has several locations.`, {
        hint: 'Give one of them, as find_customers lists it.',
      });
    await choose(page, criteria.business_unit, [entry.business_unit]);
    await choose(page, criteria.job_type, [entry.job_type]);
    await choose(page, criteria.campaign, [entry.campaign]);
    await choose(page, criteria.priority, [entry.priority]);
    if (entry.technician !== undefined) await choose(page, criteria.technician, [entry.technician]);
    await typeDate(page.locator('[data-cy=start-date]'), entry.date);
    await choose(page, criteria.window, [windowText(entry.window)]);
    await page.locator('[data-cy=summary]').fill(entry.summary);
    await assertEnabled(this.#book);
    assertSound(page);
  }

  /** What the form shows now. */
  async values(): Promise<Record<string, string>> {
    const chosen = Object.entries(criteria).map(
      async ([name, field]) => [name, (await this.#shown(field)).replace('Select...', '')] as const,
    );
    return {
      customer: await this.#customer(),
      ...Object.fromEntries(await Promise.all(chosen)),
      date: await this.#page.locator('[data-cy=start-date]').inputValue(),
      summary: await this.#page.locator('[data-cy=summary]').inputValue(),
    };
  }

  submit(): Promise<SaveAnswer> {
    return pressSave(this.#page, this.#book, '/booking');
  }

  get #book() {
    return this.#page.locator('[data-cy=book-job]');
  }

  async #chooseCustomer(id: string, phone: string): Promise<void> {
    const page = this.#page;
    await page.locator('[data-cy=customer-search]').fill(phone);
    await page.locator('[data-cy=customer-find]').click();
    await page.locator(`.CustomerHits [data-customer="${id}"]`).click();
    await page.locator('[data-cy=customer]', { hasText: `(${id})` }).waitFor();
    if (!(await this.#customer()).endsWith(`(${id})`))
      throw new LayoutChanged(`The form is for "${await this.#customer()}", not for customer ${id}.`);
  }

  async #customer(): Promise<string> {
    return ((await this.#page.locator('[data-cy=customer]').textContent()) ?? '').trim();
  }

  async #shown(field: string): Promise<string> {
    const trigger = this.#page.locator(`[data-criteria-name="${field}"] .Trigger`);
    return ((await trigger.textContent()) ?? '').trim();
  }
}
