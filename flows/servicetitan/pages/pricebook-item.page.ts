import type { Page } from 'playwright';
import { amount, LayoutChanged, NotFound } from 'sidedoor-mcp';
import { lookUp, noItem } from './pricebook.ts';
import { factsOf, openRoute } from './screen.ts';
import { assertEnabled, pressSave } from './widgets.ts';
import type { SaveAnswer } from './widgets.ts';

/** Pricebook → an item, found by its code. */
export class PricebookItem {
  readonly #page: Page;
  readonly #endpoint: string;
  readonly #facts: Record<string, string>;

  private constructor(page: Page, endpoint: string, facts: Record<string, string>) {
    this.#page = page;
    this.#endpoint = endpoint;
    this.#facts = facts;
  }

  /** @throws NotFound with the codes that look like it. */
  static async open(page: Page, code: string): Promise<PricebookItem> {
    const { route, like } = await lookUp(page, code);
    if (route === undefined) throw new NotFound(...noItem(code, like));
    const [, id] = /^\/new\/pricebook\/\w+\/(\d+)$/.exec(route) ?? [];
    if (id === undefined) throw new LayoutChanged(`${code} leads to "${route}", which is no item.`);
    await openRoute(page, route, `Pricebook Item ${code}`);
    const facts = await factsOf(page, ['Code', 'Name', 'Type', 'Price', 'Cost', 'Modified']);
    if (facts['Code'] !== code) throw new LayoutChanged(`Item ${facts['Code']} is shown instead of ${code}.`);
    return new PricebookItem(page, `/pricebook/${id}`, facts);
  }

  read() {
    const text = (name: string) => this.#facts[name] ?? '';
    return {
      code: text('Code'),
      name: text('Name'),
      type: text('Type'),
      price: amount(text('Price')),
      cost: amount(text('Cost')),
      modified: text('Modified'),
    };
  }

  /** Answers what the field shows then. */
  async fill(price: string): Promise<string> {
    const field = this.#page.locator('[data-cy=item-price]');
    await field.fill(price);
    await assertEnabled(this.#save);
    return amount(await field.inputValue());
  }

  get endpoint(): string {
    return this.#endpoint;
  }

  submit(): Promise<SaveAnswer> {
    return pressSave(this.#page, this.#save, this.#endpoint);
  }

  get #save() {
    return this.#page.locator('[data-cy=item-save]');
  }
}
