import type { Frame, Locator, Page } from 'playwright';
import { insist, LayoutChanged } from 'sidedoor-mcp';
import { insteadOfPage, lookAt } from './sight.ts';

/** The attribute that an old document is known by. */
const old = 'data-sidedoor-old';

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
    const frame = await this.frame();
    const sight = await lookAt(frame);
    if (sight.kind !== 'page') throw insteadOfPage(sight);
    const shown = new URL(frame.url()).pathname.split('/').at(-1);
    if (shown !== kind.path || (await this.root.locator(kind.key).count()) === 0)
      throw new LayoutChanged(`Yardi shows ${shown} where ${kind.path} was asked for.`);
  }

  /** Does something that draws the frame anew, and waits for what comes. `patience` in milliseconds. */
  async redraw(act: () => Promise<unknown>, patience?: number): Promise<void> {
    await this.root.evaluate((root, name) => root.setAttribute(name, ''), old);
    await act();
    await this.page
      .frameLocator('iframe#filter')
      .locator(`:root:not([${old}])`)
      .waitFor({ state: 'attached', ...(patience !== undefined && { timeout: patience }) });
    await this.root.locator('body:not(:empty)').waitFor({ state: 'attached' });
    await (await this.frame()).waitForLoadState('domcontentloaded');
  }

  /** As `redraw`, with the same page again. */
  async postback(act: () => Promise<unknown>, patience?: number): Promise<void> {
    await this.redraw(act, patience);
    await this.arrive();
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
