import type { BrowserContext, CDPSession, Page } from 'playwright';

/** Which browser context a frame is in. A page's frames tell themselves; for what came too fast the browser is asked. */
export class Frames {
  readonly #browser: CDPSession;
  readonly #contexts = new Map<string, string>();
  /** Sessions of the pages of each context. */
  readonly #pages = new Map<string, Set<CDPSession>>();

  constructor(browser: CDPSession) {
    this.#browser = browser;
  }

  /** From here on the context's frames are known by its id. */
  follow(context: BrowserContext, id: string): void {
    this.#pages.set(id, new Set());
    context.on('page', (page) => {
      // A page that closes at once needs no following.
      this.#followPage(context, page, id).catch(() => undefined);
    });
  }

  drop(id: string): void {
    this.#pages.delete(id);
    for (const [frame, context] of this.#contexts) if (context === id) this.#contexts.delete(frame);
  }

  /** Undefined for what belongs to no context that is followed. */
  async contextOf(frameId: string): Promise<string | undefined> {
    return (
      this.#contexts.get(frameId) ??
      (await this.#askForTargets(frameId)) ??
      (await this.#askForTrees(frameId))
    );
  }

  async #followPage(context: BrowserContext, page: Page, id: string): Promise<void> {
    const session = await context.newCDPSession(page);
    const known = this.#pages.get(id);
    known?.add(session);
    page.on('close', () => known?.delete(session));
    session.on('Page.frameAttached', ({ frameId }) => this.#contexts.set(frameId, id));
    session.on('Page.frameDetached', ({ frameId }) => this.#contexts.delete(frameId));
    await session.send('Page.enable');
    await this.#note(session, id);
  }

  /** Pages, frames of other sites, and workers are targets of their own. */
  async #askForTargets(frameId: string): Promise<string | undefined> {
    const { targetInfos } = await this.#browser.send('Target.getTargets', { filter: [{}] });
    for (const { targetId, browserContextId } of targetInfos) {
      if (browserContextId !== undefined && this.#pages.has(browserContextId))
        this.#contexts.set(targetId, browserContextId);
    }
    return this.#contexts.get(frameId);
  }

  async #askForTrees(frameId: string): Promise<string | undefined> {
    const all = [...this.#pages].flatMap(([id, sessions]) =>
      [...sessions].map((session) => ({ id, session })),
    );
    await Promise.allSettled(all.map(({ id, session }) => this.#note(session, id)));
    return this.#contexts.get(frameId);
  }

  async #note(session: CDPSession, id: string): Promise<void> {
    const { frameTree } = await session.send('Page.getFrameTree');
    const trees = [frameTree];
    for (const { frame, childFrames = [] } of trees) {
      this.#contexts.set(frame.id, id);
      trees.push(...childFrames);
    }
  }
}
