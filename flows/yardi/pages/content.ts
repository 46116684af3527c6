import type { Frame, Locator, Page } from 'playwright';
import { insist, LayoutChanged } from 'sidedoor-mcp';
import { posted } from './posted.ts';
import { insteadOfPage, lookAt } from './sight.ts';

interface PageKind {
  /** Last part of its address, e.g. "GlRepFinancial.aspx". */
  path: string;
  /** A control that only this page has. */
  key: string;
}

/**
 * A page in the shell's content frame. The frame is looked up anew each time, because the shell makes another one after each
 * report.
 */
export class Content {
  readonly page: Page;
  readonly root: Locator;
  readonly #kind: PageKind;

  constructor(page: Page, kind: PageKind) {
    this.page = page;
    this.root = page.frameLocator('iframe#filter').locator(':root');
    this.#kind = kind;
  }

  /** Opens a page in the frame under an address that was never used: the server would show what was typed there last. */
  static async open(page: Page, kind: PageKind, id?: string): Promise<Content> {
    const content = new Content(page, kind);
    await insist(`open ${kind.path}`, async () => {
      await page.goto('pages/menu.aspx');
      const shell = await lookAt(page.mainFrame());
      if (shell.kind !== 'shell') throw insteadOfPage(shell);
      await content.go(
        `${kind.path}?sMenuSet=iData${id === undefined ? '' : `&Id=${encodeURIComponent(id)}`}&_=${Date.now()}`,
      );
      await content.arrive();
    });
    return content;
  }

  /** The frame as it is now. */
  async frame(): Promise<Frame> {
    const handle = await this.page.locator('iframe#filter').elementHandle();
    const frame = await handle?.contentFrame();
    if (!frame) throw new LayoutChanged('The shell has no content frame.');
    return frame;
  }

  /** Another address in the frame, relative to the application's pages. */
  async go(address: string): Promise<void> {
    await (await this.frame()).goto(`pages/${address}`);
  }

  /** Waits until the page is there. @throws SessionLost, AppUnavailable or LayoutChanged by what is there instead. */
  async arrive(kind = this.#kind): Promise<void> {
    await this.root.locator('body:not(:empty)').waitFor({ state: 'attached' });
    let frame = await this.frame();
    let sight = await lookAt(frame);
    if (sight.kind === 'unknown') {
      // Between two documents, perhaps.
      await this.root.locator('body:not(:empty)').waitFor({ state: 'attached' });
      frame = await this.frame();
      sight = await lookAt(frame);
    }
    if (sight.kind !== 'page') throw insteadOfPage(sight);
    const shown = new URL(frame.url()).pathname.split('/').at(-1);
    if (shown !== kind.path || (await this.root.locator(kind.key).count()) === 0)
      throw new LayoutChanged(`Yardi shows ${shown} where ${kind.path} was asked for.`);
  }

  /**
   * Does what makes the page post itself back with an event, and waits for the document that comes of it. Answers whether it
   * came.
   */
  async send(target: string, act: () => Promise<unknown>, patience?: number): Promise<boolean> {
    const frame = await this.frame();
    const isAnswered = await posted({ frame, target, act, ...(patience !== undefined && { patience }) });
    await this.root.locator('body:not(:empty)').waitFor({ state: 'attached' });
    await (await this.frame()).waitForLoadState('domcontentloaded');
    return isAnswered;
  }

  /** As `send`, with the same page again. */
  async postback(target: string, act: () => Promise<unknown>, patience?: number): Promise<boolean> {
    const isAnswered = await this.send(target, act, patience);
    await this.arrive();
    return isAnswered;
  }

  async value(id: string): Promise<string> {
    return this.root.locator(`#${id}`).evaluate((element) => {
      if (element instanceof HTMLSelectElement) return element.selectedOptions[0]?.text.trim() ?? '';
      if (element instanceof HTMLInputElement && element.type === 'checkbox')
        return element.checked ? 'on' : '';
      return (element instanceof HTMLInputElement ? element.value : (element.textContent ?? '')).trim();
    });
  }

  /** What the page says in its message line; empty if nothing. */
  async message(): Promise<string> {
    return this.value('MessageTableContainer');
  }
}
