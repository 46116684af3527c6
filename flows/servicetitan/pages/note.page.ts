import type { Page } from 'playwright';
import { LayoutChanged, Refused } from 'sidedoor-mcp';
import { entryWith } from './job.page.ts';
import type { Entry } from './job.page.ts';
import { factsOf, openRoute } from './screen.ts';
import { assertEnabled, pressSave } from './widgets.ts';
import type { SaveAnswer } from './widgets.ts';

const pages = {
  job: { route: '/Job/Index/', heading: 'Job ', field: 'Job #' },
  invoice: { route: '/Invoice/', heading: 'Invoice ', field: 'Invoice #' },
} as const;

/** The notes on the page of a job or an invoice. */
export class NotePage {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(page: Page, on: keyof typeof pages, number: string): Promise<NotePage> {
    const { route, heading, field } = pages[on];
    await openRoute(page, route + number, heading + number);
    const facts = await factsOf(page, [field, 'Status']);
    if (facts[field] !== number)
      throw new LayoutChanged(`${heading}${facts[field]} is shown instead of ${number}.`);
    return new NotePage(page);
  }

  /** @throws Refused where the record is locked: invoices are, once posted (a vendor fact). */
  async write(text: string): Promise<void> {
    const form = this.#page.locator('[data-cy=note-form]');
    const locked = this.#page.locator('main .locked');
    await form.or(locked).first().waitFor();
    if ((await locked.count()) > 0) throw new Refused(`ServiceTitan says: "${await locked.textContent()}"`);
    await form.locator('[data-cy=note-text]').fill(text);
    await assertEnabled(this.#save);
  }

  written(): Promise<string> {
    return this.#page.locator('[data-cy=note-text]').inputValue();
  }

  submit(): Promise<SaveAnswer> {
    return pressSave(this.#page, this.#save, '/notes');
  }

  noteWith(mark: string): Promise<Entry | undefined> {
    return entryWith(this.#page, 'notes', mark);
  }

  get #save() {
    return this.#page.locator('[data-cy=note-save]');
  }
}
