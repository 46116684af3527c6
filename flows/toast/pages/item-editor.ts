import type { Page } from 'playwright';
import { LayoutChanged } from 'sidedoor-mcp';
import type { OutgoingRequest } from 'sidedoor-mcp';
import { save } from './editor.ts';
import { textOf } from './reading.ts';
import { arrive } from './sight.ts';

/** An editor of something with a name, at an address of its own: an item, somebody. */
export class ItemEditor {
  protected readonly page: Page;
  protected readonly name: string;
  protected readonly restaurant: string;

  /** Of the page that is open. */
  constructor(page: Page, restaurant: string, name: string) {
    this.page = page;
    this.restaurant = restaurant;
    this.name = name;
  }

  /** @param id CSS id of where the name stands. @throws LayoutChanged when it is another name. */
  protected async assertShown(id: string): Promise<void> {
    if ((await textOf(this.page, `#${id}`)) !== this.name)
      throw new LayoutChanged(`The editor does not show "${this.name}".`);
  }

  /** Whether a request is the save of this page with these fields. */
  protected savesWith(isRight: (form: OutgoingRequest['form']) => boolean) {
    const { pathname } = new URL(this.page.url());
    return ({ method, url, form }: OutgoingRequest) =>
      method === 'POST' && url.pathname === pathname && isRight(form);
  }

  /** @throws Refused with Toast's words when it does not take it. */
  save(): Promise<void> {
    return save(this.page, () => arrive(this.page, this.name));
  }
}
