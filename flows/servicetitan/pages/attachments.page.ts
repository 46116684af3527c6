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
    const headings = await new Grid(this.#page, 'attachments', {}).headings();
    const all = Object.fromEntries(headings.map((heading) => [heading, heading]));
    const { rows, whole } = await new Grid(this.#page, 'attachments', all).readAll((_row, at) => String(at));
    // Of every row, so that one that cannot be read is not taken for the absence of the file.
    const files = rows.map((row) => fileIn(headings.map((heading) => row[heading] ?? '')));
    const found = files.filter((file) => file.name === name);
    if (found.length === 0) assertWhole(whole);
    return found;
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

/** By what its cells look like, and not by their headings: name, then size, then date. */
function fileIn(cells: string[]): Attachment {
  const at = cells.findIndex((cell) => /^[\d,]+ bytes$/.test(cell));
  const [name = '', size = '', date = ''] = at < 1 ? [] : cells.slice(at - 1);
  if (name === '')
    throw new LayoutChanged(`"${cells.join(' | ').slice(0, 80)}" stands where a file should be.`);
  return { name, size: Number(size.replaceAll(/\D/g, '')), date: isoDate(date, 'mdy') };
}
