import type { Page } from 'playwright';
import { amount, byCount, LayoutChanged, readTable, Refused } from 'sidedoor-mcp';
import type { Completeness, OutgoingRequest } from 'sidedoor-mcp';
import { openPage } from '../restaurant.ts';
import { save } from './editor.ts';
import { count, textOf, whole } from './reading.ts';
import { arrive } from './sight.ts';

export interface MenuChange {
  item: string;
  from: string;
  to: string;
  saved_by: string;
}

const title = 'Publish config';

/** Menus → Publish config: what waits to be published at the session's restaurant, whoever saved it. */
export class PublishPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  static async open(page: Page, restaurant: string): Promise<PublishPage> {
    await openPage(page, 'publish', title, restaurant);
    return new PublishPage(page);
  }

  /** @throws LayoutChanged when they are not as many as stated, or one is no change of a price. */
  async unpublished(): Promise<{ changes: MenuChange[]; complete: Completeness }> {
    const changes = await this.#read('unpublished-changes');
    const stated = count(await textOf(this.#page, '[data-testid="change-count"]'));
    const marker = this.#page.locator('#unpublished-changes tr.nothing');
    if (stated === 0 && (await marker.count()) !== 1)
      throw new LayoutChanged('No changes are listed, and nothing says that there are none.');
    return { changes, complete: whole('The list of changes', [byCount(changes.length, stated)]) };
  }

  /** When and by whom it was published last; "Never". */
  lastPublish(): Promise<string> {
    return textOf(this.#page, '#last-publish');
  }

  /** What went live then. @throws LayoutChanged when it is not as much as stated. */
  async lastChanges(): Promise<{ changes: MenuChange[]; complete: Completeness }> {
    if ((await this.lastPublish()) === 'Never')
      return { changes: [], complete: { proven: true, because: 'nothing was ever published' } };
    const changes = await this.#read('last-changes');
    const stated = count(await textOf(this.#page, '[data-testid="last-count"]'));
    return { changes, complete: whole('The last publish', [byCount(changes.length, stated)]) };
  }

  async #read(id: string): Promise<MenuChange[]> {
    const { rows } = await readTable(this.#page, {
      name: 'the list of changes',
      headings: `#${id} thead th`,
      rows: `#${id} tr.row`,
      columns: { item: 'Item', change: 'Change', from: 'Published', to: 'New', by: 'Saved by' },
    });
    return rows.map(({ cells }) => {
      if (cells.change !== 'Price')
        throw new LayoutChanged(
          `"${cells.item}" has an unpublished change of another kind: ${cells.change}.`,
        );
      return { item: cells.item, from: amount(cells.from), to: amount(cells.to), saved_by: cells.by };
    });
  }

  /** @throws Refused when this login may not publish. */
  async assertAllowed(): Promise<void> {
    if ((await this.#page.locator('#publish-now').count()) === 0)
      throw new Refused(`Toast says: "${await textOf(this.#page, '#no-permission')}"`);
  }

  sends({ method, url }: OutgoingRequest): boolean {
    return method === 'POST' && url.pathname === '/restaurants/admin/publish';
  }

  /** @throws Refused with Toast's words when it does not publish. */
  publish(): Promise<void> {
    const button = { button: '#publish-now', done: /^Published\b/ };
    return save(this.#page, () => arrive(this.#page, title), button);
  }
}
