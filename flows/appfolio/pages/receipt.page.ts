import type { Page } from 'playwright';
import { amount, InvalidInput, isoDate, LayoutChanged, OutcomeUnknown, screenDate } from 'sidedoor-mcp';
import { isSave } from '../mutates.ts';
import type { NewReceipt, Receipt } from '../receipt.ts';
import { readLedger } from './ledger.page.ts';
import { openPage, titleOf } from './place.ts';
import { chosen, sendForm } from './saving.ts';
import { choose, suggestionsFor } from './suggestions.ts';
import { openLedger } from './tenant.page.ts';
import type { Tenant } from './tenant.page.ts';

const title = 'Tenant Receipt';
/** Ids of the fields are vendor facts. */
const payerField = '.js-payer';
const field = (name: string) => `#receivable_payment_${name}`;

export class ReceiptForm {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(page: Page): Promise<ReceiptForm> {
    await openPage(page, 'accounting/tenant_receipts/new', title);
    return new ReceiptForm(page);
  }

  async fill(input: NewReceipt, payer: Tenant, mark: string): Promise<void> {
    const page = this.#page;
    const label = `${payer.name} (${payer.property}, ${payer.unit})`;
    const hits = await suggestionsFor(page, payerField, payer.name);
    if (!hits.some((hit) => hit.label === label))
      throw new LayoutChanged(`The form does not offer "${label}" as payer.`);
    await choose(page, payerField, label);
    if ((await page.locator('.js-payer-id').inputValue()) !== payer.occupancy_id)
      throw new LayoutChanged(`The form did not take occupancy ${payer.occupancy_id} as payer.`);
    await page.locator(field('amount')).fill(input.amount);
    await page.locator(field('occurred_on')).fill(screenDate(input.date, 'mdy', '/'));
    await page.locator(field('reference')).fill(input.reference);
    await page.locator(field('remarks')).fill(mark);
    await this.#select(field('cash_account_id'), (one) => one.startsWith(`${input.cash_account} `));
    await this.#select(field('payment_type_id'), (one) => one === input.type);
  }

  /** As the form reads. */
  async shown() {
    const page = this.#page;
    return {
      payer: await page.locator(payerField).inputValue(),
      amount: await page.locator(field('amount')).inputValue(),
      date: await page.locator(field('occurred_on')).inputValue(),
      reference: await page.locator(field('reference')).inputValue(),
      remarks: await page.locator(field('remarks')).inputValue(),
      cash_account: await chosen(page, field('cash_account_id')),
      type: await chosen(page, field('payment_type_id')),
    };
  }

  sends(mark: string) {
    return isSave('/accounting/tenant_receipts', 'receivable_payment[remarks]', mark);
  }

  /** @throws Refused */
  save(): Promise<void> {
    return sendForm(this.#page, 'Save', title);
  }

  async #select(list: string, fits: (label: string) => boolean): Promise<void> {
    const labels = (await this.#page.locator(`${list} option`).allTextContents()).map((label) =>
      label.trim(),
    );
    const label = labels.find(fits);
    if (label === undefined)
      throw new InvalidInput('AppFolio does not offer that.', { hint: `It offers: ${labels.join('; ')}.` });
    await this.#page.locator(list).selectOption({ label });
  }
}

/** The receipt whose line in the tenant's ledger carries a mark; null where there certainly is none. */
export async function findReceipt(page: Page, tenant: string, mark: string): Promise<Receipt | null> {
  await openLedger(page, tenant);
  const { lines, whole } = await readLedger(page);
  const [found, ...others] = lines.filter(({ description }) => description.includes(mark));
  if (others.length > 0) throw new OutcomeUnknown(`The ledger has several receipts with the mark ${mark}.`);
  if (!found && !whole.proven) throw new LayoutChanged(`The ledger is not whole: ${whole.because}.`);
  if (!found) return null;
  if (found.link === undefined) throw new LayoutChanged('The ledger does not lead to the receipt.');
  await openPage(page, found.link, 'Receipt');
  return readReceipt(page, mark);
}

/** Reads the receipt on the screen; null where another page stands there. */
export async function readReceipt(page: Page, mark: string): Promise<Receipt | null> {
  if ((await titleOf(page)) !== 'Receipt') return null;
  const value = async (hook: string) => ((await page.locator(hook).textContent()) ?? '').trim();
  if ((await value('.js-remarks')) !== mark)
    throw new LayoutChanged(`The receipt does not carry the mark ${mark}.`);
  return {
    receipt_id: await value('.js-receipt-id'),
    payer: await value('.js-payer'),
    occupancy_id: await value('.js-occupancy-id'),
    amount: amount(await value('.js-amount')),
    date: isoDate(await value('.js-date'), 'mdy'),
    reference: await value('.js-reference'),
    cash_account: await value('.js-cash-account'),
    type: await value('.js-payment-type'),
  };
}
