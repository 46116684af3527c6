import type { Page } from 'playwright';
import { amount, InvalidInput, LayoutChanged } from 'sidedoor-mcp';
import { lookUp, noItem } from './pricebook.ts';
import { assertSound, openRoute } from './screen.ts';
import { assertEnabled, choose, pressSave, typeDate } from './widgets.ts';
import type { SaveAnswer } from './widgets.ts';

export interface OrderEntry {
  vendor: string;
  type: string;
  business_unit: string;
  ship_to: string;
  required_by: string;
  job?: string | undefined;
  memo: string;
  items: { code: string; quantity: number; cost?: string | undefined }[];
}

const criteria = {
  vendor: 'VendorId',
  type: 'PurchaseOrderTypeId',
  business_unit: 'BusinessUnitId',
  ship_to: 'ShipTo',
} as const;

/** Inventory → Purchase Orders → Create New. */
export class OrderForm {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(page: Page): Promise<OrderForm> {
    await openRoute(page, '/new/inventory/purchase-orders/create', 'Create Purchase Order');
    return new OrderForm(page);
  }

  async fill({ items, ...entry }: OrderEntry): Promise<void> {
    const page = this.#page;
    for (const [name, field] of Object.entries(criteria))
      await choose(page, field, [entry[name as keyof typeof criteria]]);
    await typeDate(page.locator('[data-cy=required-by]'), entry.required_by);
    await page.locator('[data-cy=po-job]').fill(entry.job ?? '');
    await page.locator('[data-cy=po-memo]').fill(entry.memo);
    for (const item of items) await this.#add(item);
    const lines = await this.#lines();
    if (lines.map(({ code }) => code).join() !== items.map(({ code }) => code).join())
      throw new LayoutChanged('The order does not list the items that were added.');
    await assertEnabled(this.#create);
    assertSound(page);
  }

  /** What the form shows now. */
  async values() {
    const page = this.#page;
    const chosen = Object.entries(criteria).map(
      async ([name, field]) =>
        [name, await page.locator(`[data-criteria-name="${field}"] .Trigger`).textContent()] as const,
    );
    return {
      ...Object.fromEntries(await Promise.all(chosen)),
      required_by: await page.locator('[data-cy=required-by]').inputValue(),
      job: await page.locator('[data-cy=po-job]').inputValue(),
      memo: await page.locator('[data-cy=po-memo]').inputValue(),
      items: await this.#lines(),
      total: amount((await page.locator('[data-cy=po-total]').textContent()) ?? ''),
    };
  }

  submit(): Promise<SaveAnswer> {
    return pressSave(this.#page, this.#create, '/inventory/purchase-orders');
  }

  get #create() {
    return this.#page.locator('[data-cy=po-create]');
  }

  async #add({ code, quantity, cost }: OrderEntry['items'][number]): Promise<void> {
    const page = this.#page;
    // A search that leaves out what it found is no absence: without a word to look for it shows other ones.
    const isOffered = (await this.#search(code)).includes(code) || (await this.#search('')).includes(code);
    if (!isOffered) throw await notOffered(page, code);
    await page.locator(`.ItemHits [data-code="${code}"]`).click();
    const line = page.locator(`[data-cy=po-items] tr[data-code="${code}"]`).last();
    await line.locator('[data-cy=quantity]').fill(String(quantity));
    if (cost !== undefined) await line.locator('[data-cy=cost]').fill(cost);
  }

  /** Codes of the items that it offers then. */
  async #search(text: string): Promise<string[]> {
    const page = this.#page;
    await page.locator('[data-cy=item-search]').fill(text);
    const found = page.waitForResponse((response) => response.url().includes('/app/api/pricebook?'));
    await page.locator('[data-cy=item-find]').click();
    await found;
    // Without any it has no height.
    await page.locator('.ItemHits[aria-busy=false]').waitFor({ state: 'attached' });
    return page
      .locator('.ItemHits .Option')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-code') ?? ''));
  }

  #lines() {
    return this.#page.locator('[data-cy=po-items] tbody tr').evaluateAll((rows) =>
      rows.map((row) => {
        const typed = (name: string) => row.querySelector<HTMLInputElement>(`[data-cy=${name}]`)?.value ?? '';
        const code = row.getAttribute('data-code') ?? '';
        return { code, quantity: typed('quantity'), cost: typed('cost') };
      }),
    );
  }
}

/** Leaves the form: whether there is such an item, the pricebook says. */
async function notOffered(page: Page, code: string): Promise<InvalidInput | LayoutChanged> {
  const { route, like } = await lookUp(page, code);
  if (route !== undefined)
    return new LayoutChanged(`The form does not offer the item "${code}", which the pricebook has.`);
  return new InvalidInput(...noItem(code, like));
}
