import type { Page } from 'playwright';
import { attachFile, isoDate, LayoutChanged } from 'sidedoor-mcp';
import type { LocalFile } from 'sidedoor-mcp';
import { assertWhole, Grid } from './grid.ts';
import { JobPage } from './job.page.ts';
import { assertEnabled, pressSave } from './widgets.ts';
import type { SaveAnswer } from './widgets.ts';

export interface Attachment {
  name: string;
  /** Bytes. */
  size: number;
  date: string;
}

const bytesText = (size: number) => `${size.toLocaleString('en-US')} bytes`;

/** The files on the page of a job, and the window that takes another one. */
export class AttachmentsPage {
  readonly #page: Page;
  readonly #job: string;

  private constructor(page: Page, job: string) {
    this.#page = page;
    this.#job = job;
  }

  static async open(page: Page, job: string): Promise<AttachmentsPage> {
    await JobPage.open(page, job);
    return new AttachmentsPage(page, job);
  }

  /** Those of this name; none is known only of a whole list. */
  async named(name: string): Promise<Attachment[]> {
    const grid = new Grid(this.#page, 'attachments', { name: 'File Name', size: 'Size', date: 'Date' });
    const { rows, whole } = await grid.readAll((_row, at) => String(at));
    const found = rows.filter((row) => row.name === name);
    if (found.length === 0) assertWhole(whole);
    return found.map(({ size, date }) => ({ name, size: sizeOf(size), date: isoDate(date, 'mdy') }));
  }

  /** @throws LayoutChanged unless the window shows the file with its size. */
  async choose(file: LocalFile): Promise<void> {
    const page = this.#page;
    await page.locator('[data-cy=attach]').click();
    await page.locator('.Modal h1', { hasText: this.#job }).waitFor();
    const chosen = page.locator('.Modal [data-cy=file-chosen]');
    await attachFile(page.locator('.Modal [data-cy=file-browse]'), file, chosen);
    const shown = ((await chosen.textContent()) ?? '').trim();
    if (shown !== `${file.name} (${bytesText(file.bytes.length)})`)
      throw new LayoutChanged(`The window shows "${shown}" as the file that was chosen.`);
    await assertEnabled(this.#upload);
  }

  submit(): Promise<SaveAnswer> {
    return pressSave(this.#page, this.#upload, `/jobs/${this.#job}/attachments`);
  }

  get #upload() {
    return this.#page.locator('[data-cy=file-upload]');
  }
}

function sizeOf(text: string): number {
  const [, count] = /^([\d,]+) bytes$/.exec(text) ?? [];
  if (count === undefined) throw new LayoutChanged(`"${text.slice(0, 40)}" stands where a size should be.`);
  return Number(count.replaceAll(',', ''));
}
