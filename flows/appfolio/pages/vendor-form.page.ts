import type { Page } from 'playwright';
import { InvalidInput, LayoutChanged, redraw } from 'sidedoor-mcp';
import type { OutgoingRequest } from 'sidedoor-mcp';
import { assertPage } from './place.ts';
import { chosen, sendForm } from './saving.ts';

const title = 'Edit Work Order';
/** Names of the fields are vendor facts. */
const party = 'maintenance_work_order[party]';
const telling = ['maintenance_work_order[send_vendor_wo_link]', 'maintenance_work_order[send_vendor_text]'];

/** The form of a work order that is on the screen. */
export class VendorForm {
  readonly #page: Page;
  readonly #number: string;
  /** Where it is sent to. */
  readonly #path: string;

  private constructor(page: Page, number: string, path: string) {
    this.#page = page;
    this.#number = number;
    this.#path = path;
  }

  /** From the order's own page. */
  static async open(page: Page, number: string): Promise<VendorForm> {
    await redraw(page.mainFrame(), () => page.locator('a.js-edit-work-order').click());
    await assertPage(page, title);
    const heading = ((await page.locator('main h2').first().textContent()) ?? '').trim();
    if (heading !== `Work Order ${number}`)
      throw new LayoutChanged(`The form is that of "${heading.slice(0, 40)}", not of ${number}.`);
    const action = await page
      .locator(`form:has([name="${party}"])`)
      .evaluate((form) => (form as HTMLFormElement).action);
    return new VendorForm(page, number, new URL(action).pathname);
  }

  /** @throws InvalidInput when there is no such vendor. */
  async choose(vendor: string): Promise<void> {
    const list = this.#page.locator(`[name="${party}"]`);
    const labels = (await list.locator('option').allTextContents()).map((label) => label.trim());
    const label = labels.find((one) => one.toLowerCase() === vendor.trim().toLowerCase());
    if (label === undefined)
      throw new InvalidInput(`AppFolio does not offer "${vendor}".`, {
        hint: `It offers: ${labels.slice(1).join('; ')}.`,
      });
    await list.selectOption({ label });
    for (const name of telling) await this.#page.locator(`[name="${name}"]`).uncheck();
  }

  /** As the form reads. */
  async shown() {
    return { work_order: this.#number, vendor: await chosen(this.#page, `[name="${party}"]`) };
  }

  /** The order with a vendor, and nobody told. */
  sends() {
    return ({ method, url, form }: OutgoingRequest): boolean =>
      method === 'POST' &&
      url.pathname === this.#path &&
      (form.get(party) ?? '') !== '' &&
      telling.every((name) => !form.has(name));
  }

  /** @throws Refused */
  save(): Promise<void> {
    return sendForm(this.#page, 'Save', title);
  }
}
