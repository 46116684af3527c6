import type { Page } from 'playwright';
import { insist, LayoutChanged, redraw } from 'sidedoor-mcp';
import { Content } from './content.ts';
import { arriveAtShell, titleOf } from './sight.ts';

/** The page whose address never changes: a menu, and the frame in which everything happens. */
export class Shell {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Opens a page from the menu; the menu calls it by its title. */
  async open(entry: string): Promise<Content> {
    await this.#page.goto('app/default.aspx');
    await arriveAtShell(this.#page.mainFrame());
    const frame = this.#page.frame('content');
    if (!frame) throw new LayoutChanged('The shell of Harbor has no frame called "content".');
    const link = this.#page.locator('#menu').getByRole('link', { name: entry, exact: true });
    await insist(`open "${entry}" from its menu`, async () => {
      await redraw(frame, () => link.click());
      return (await titleOf(frame)) === entry;
    });
    return new Content(frame, entry);
  }
}
