import type { Page } from 'playwright';
import { JobPage } from './job.page.ts';
import { assertEnabled, choose, pressSave } from './widgets.ts';
import type { SaveAnswer } from './widgets.ts';

/** The tags on the page of a job, and the window that changes them. */
export class TagsPage {
  readonly #page: Page;
  readonly #job: string;
  readonly tags: string[];

  private constructor(page: Page, job: string, tags: string[]) {
    this.#page = page;
    this.#job = job;
    this.tags = tags;
  }

  static async open(page: Page, job: string): Promise<TagsPage> {
    await JobPage.open(page, job);
    const section = page.locator('[data-cy=tags]');
    await section.waitFor();
    const tags = await section.locator('.Tag').allTextContents();
    return new TagsPage(page, job, tags);
  }

  /** Ticks these and no others; answers what is ticked then. */
  async choose(wanted: string[]): Promise<string[]> {
    const page = this.#page;
    await page.locator('[data-cy=tags-edit]').click();
    await page.locator('.Modal h1', { hasText: this.#job }).waitFor();
    await choose(page, 'Tags', wanted, this.tags);
    await assertEnabled(this.#save);
    const shown = (await page.locator('[data-criteria-name=Tags] .Trigger').textContent()) ?? '';
    return shown === 'All' ? [] : shown.split(', ');
  }

  submit(): Promise<SaveAnswer> {
    return pressSave(this.#page, this.#save, `/jobs/${this.#job}/tags`);
  }

  get #save() {
    return this.#page.locator('[data-cy=tags-save]');
  }
}
