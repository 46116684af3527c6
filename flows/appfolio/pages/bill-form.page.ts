import type { Page } from 'playwright';
import { insist, InvalidInput, LayoutChanged, NotFound, screenDate, sum } from 'sidedoor-mcp';
import type { NewBill } from '../bill.ts';
import { isSave } from '../mutates.ts';
import { openPage } from './place.ts';
import { chosen, sendForm } from './saving.ts';
import { choose, suggestionsFor } from './suggestions.ts';

const title = 'Enter Bill';

export class BillForm {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(page: Page): Promise<BillForm> {
    await openPage(page, 'accounting/payable_invoices/new', title);
    return new BillForm(page);
  }

  /** @throws NotFound or InvalidInput when there is no such payee, account or property. */
  async fill(input: NewBill, mark: string): Promise<void> {
    const page = this.#page;
    await this.#choosePayee(input.payee);
    await page.getByLabel('Reference', { exact: true }).fill(input.reference);
    await this.#fillDate('Bill Date', input.bill_date);
    await this.#fillDate('Due Date', input.due_date);
    await page.getByLabel('Total Amount').fill(sum(input.lines.map(({ amount }) => amount)));
    await page.getByLabel('Remarks', { exact: true }).fill(mark);
    await this.#select(
      '#cash_account',
      (label) => label.startsWith(`${input.cash_account} `),
      input.cash_account,
    );
    for (const [at, line] of input.lines.entries()) {
      if (at > 0) await page.getByRole('button', { name: 'Add Another' }).click();
      const row = `.js-lines tr:nth-child(${at + 1})`;
      const isProperty = (label: string) => label.toLowerCase() === line.property.trim().toLowerCase();
      await this.#select(`${row} [name=line_property]`, isProperty, line.property);
      await this.#select(
        `${row} [name=line_account]`,
        (label) => label.startsWith(`${line.account} `),
        line.account,
      );
      await page.locator(`${row} [name=line_unit]`).fill(line.unit ?? '');
      await page.locator(`${row} [name=line_description]`).fill(line.description ?? '');
      await page.locator(`${row} [name=line_amount]`).fill(line.amount);
    }
  }

  /** As the form reads. */
  async shown() {
    const page = this.#page;
    const lines = [];
    for (let at = 1; at <= (await page.locator('.js-lines tr').count()); at++) {
      const row = `.js-lines tr:nth-child(${at})`;
      lines.push({
        property: await chosen(page, `${row} [name=line_property]`),
        unit: await page.locator(`${row} [name=line_unit]`).inputValue(),
        account: await chosen(page, `${row} [name=line_account]`),
        description: await page.locator(`${row} [name=line_description]`).inputValue(),
        amount: await page.locator(`${row} [name=line_amount]`).inputValue(),
      });
    }
    return {
      payee: await page.getByLabel('Payee').inputValue(),
      reference: await page.getByLabel('Reference', { exact: true }).inputValue(),
      bill_date: await page.getByLabel('Bill Date').inputValue(),
      due_date: await page.getByLabel('Due Date').inputValue(),
      total: await page.getByLabel('Total Amount').inputValue(),
      cash_account: await chosen(page, '#cash_account'),
      remarks: await page.getByLabel('Remarks', { exact: true }).inputValue(),
      lines,
    };
  }

  /** What the form says of a bill that looks the same. */
  async warnings(): Promise<string[]> {
    const says = ((await this.#page.locator('.js-duplicate-warning').textContent()) ?? '').trim();
    return says === '' ? [] : [says];
  }

  sends(mark: string) {
    return isSave('/accounting/payable_invoices', 'remarks', mark);
  }

  /** @throws Refused */
  save(): Promise<void> {
    return sendForm(this.#page, 'Done', title);
  }

  async #choosePayee(name: string): Promise<void> {
    const page = this.#page;
    const hits = await suggestionsFor(page, '#payee', name);
    const [only, ...others] = hits.filter(({ label }) => label.toLowerCase() === name.toLowerCase());
    const known = hits.map(({ label }) => label).join('; ');
    if (!only)
      throw new NotFound(`AppFolio has no payee "${name}".`, {
        hint: known === '' ? 'Check the spelling.' : `There are: ${known}.`,
      });
    if (others.length > 0) throw new InvalidInput(`"${name}" fits several payees.`);
    await choose(page, '#payee', only.label);
    const id = await page.locator('.js-payee-id').inputValue();
    if (id === '' || (await page.locator('#payee').inputValue()) !== only.label)
      throw new LayoutChanged(`The form did not take the payee "${name}".`);
  }

  /** A bill date that is left fills in the due date as well, a vendor fact: so it is looked at what came of both. */
  async #fillDate(label: string, day: string): Promise<void> {
    const field = this.#page.getByLabel(label);
    const text = screenDate(day, 'mdy', '/');
    await insist(`take the ${label}`, async () => {
      await field.fill(text);
      await field.blur();
      return (await field.inputValue()) === text;
    });
  }

  async #select(list: string, fits: (label: string) => boolean, meant: string): Promise<void> {
    const labels = (await this.#page.locator(`${list} option`).allTextContents()).map((label) =>
      label.trim(),
    );
    const label = labels.find(fits);
    if (label === undefined)
      throw new InvalidInput(`AppFolio does not offer "${meant}".`, {
        hint: `It offers: ${labels.slice(1).join('; ')}.`,
      });
    await this.#page.locator(list).selectOption({ label });
  }
}
