import type { Frame, Page } from 'playwright';
import { insist, LayoutChanged, redraw } from 'sidedoor-mcp';
import { titleOf } from './sight.ts';

/** One of the application's pages, in whatever frame or window shows it. */
export class Content {
  readonly frame: Frame;
  readonly #title: string;

  constructor(frame: Frame, title: string) {
    this.frame = frame;
    this.#title = title;
  }

  /** Opens a page by its own address, without the shell around it. */
  static async open(page: Page, address: string, title: string): Promise<Content> {
    const content = new Content(page.mainFrame(), title);
    await insist(`open "${title}"`, async () => {
      await page.goto(`app/pages/${address}`);
      await content.arrive();
    });
    return content;
  }

  /**
   * Waits until the page is there, or another of those titles.
   *
   * @throws SessionLost, NeedsHuman, AppUnavailable or LayoutChanged at once, by what is there instead.
   */
  async arrive(others: string[] = []): Promise<void> {
    const shown = await titleOf(this.frame);
    if (shown !== this.#title && !others.includes(shown)) {
      throw new LayoutChanged(`Harbor shows "${shown}" where "${this.#title}" was asked for.`);
    }
  }

  /** Does something that posts the page back, and waits until it is there again, or another of those titles. */
  async postback<T>(act: () => Promise<T>, others: string[] = []): Promise<T> {
    const answer = await redraw(this.frame, act);
    await this.arrive(others);
    return answer;
  }

  async text(selector: string): Promise<string> {
    return ((await this.frame.locator(selector).textContent()) ?? '').trim();
  }
}
