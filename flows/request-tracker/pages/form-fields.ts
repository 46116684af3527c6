import type { Locator, Page } from 'playwright';
import { InvalidInput, nearest, NotFound } from 'sidedoor-mcp';

/** Fields of a form of RT, by their names or, for custom fields, by their labels. */
export class FormFields {
  readonly #form: Locator;

  constructor(page: Page, form: string) {
    this.#form = page.locator(form);
  }

  async text(name: string, value: string): Promise<void> {
    await this.#form.locator(`input[name=${name}]`).fill(value);
  }

  value(name: string): Promise<string> {
    return this.#form.locator(`input[name=${name}]`).inputValue();
  }

  /** Chooses by what the choice says, or by what stands before its brackets: "ana.ruiz (Ana Ruiz)". */
  async choose(name: string, wanted: string, kind: string): Promise<void> {
    await choose(this.#form.locator(`select[name=${name}]`), wanted, kind);
  }

  chosen(name: string): Promise<string> {
    return this.#form.locator(`select[name=${name}]`).evaluate(chosenLabel);
  }

  /** @throws InvalidInput when the form has no such field, NotFound when the field has no such choice. */
  async custom(label: string, value: string): Promise<void> {
    const row = this.#form.locator('.edit-custom-field').filter({
      has: this.#form.page().locator('.label', { hasText: new RegExp(`^\\s*${escaped(label)}:\\s*$`) }),
    });
    if ((await row.count()) !== 1) throw new InvalidInput(`Tickets of this queue have no field "${label}".`);
    const select = row.locator('select');
    if ((await select.count()) === 1) return choose(select, value, label.toLowerCase());
    const radios = row.locator('input[type=radio]');
    if ((await radios.count()) > 0) return pick(radios, value, label.toLowerCase());
    await row.locator('input[type=text], textarea').fill(value);
  }

  /** Every custom field with a value. */
  async customs(): Promise<Record<string, string>> {
    const shown = await this.#form.locator('.edit-custom-field').evaluateAll(readCustoms);
    return Object.fromEntries(shown.filter(([, value]) => value !== ''));
  }
}

async function choose(select: Locator, wanted: string, kind: string): Promise<void> {
  const labels = await select
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).text.trim()));
  await select.selectOption({ index: indexOf(labels, wanted, kind) });
}

/** The circles themselves are drawn by their labels. */
async function pick(radios: Locator, wanted: string, kind: string): Promise<void> {
  const labels = await radios.evaluateAll((inputs) =>
    inputs.map((input) => (input as HTMLInputElement).labels?.[0]?.textContent?.trim() ?? ''),
  );
  await radios.nth(indexOf(labels, wanted, kind)).check({ force: true });
}

function indexOf(labels: string[], wanted: string, kind: string): number {
  const plain = (label: string) => label.replace(/ \([^()]*\)$/, '').toLowerCase();
  const exact = labels.findIndex((label) => label.toLowerCase() === wanted.trim().toLowerCase());
  const index =
    exact === -1 ? labels.findIndex((label) => plain(label) === wanted.trim().toLowerCase()) : exact;
  if (index !== -1) return index;
  const offered = labels.filter((label) => !['', '-', '(no value)'].includes(label));
  const similar = nearest(wanted, offered, (label) => label);
  throw new NotFound(`There is no ${kind} "${wanted}".`, {
    hint: `There are: ${(similar.length > 0 ? similar : offered).slice(0, 12).join(', ') || 'none'}.`,
  });
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Runs in the page. */
function chosenLabel(select: Element): string {
  return (select as HTMLSelectElement).selectedOptions[0]?.text.trim() ?? '';
}

/** Runs in the page. */
function readCustoms(rows: Element[]): [string, string][] {
  return rows.map((row) => {
    const label = (row.querySelector('.label')?.textContent ?? '').trim().replace(/:$/, '');
    const radio = row.querySelector<HTMLInputElement>('input[type=radio]:checked');
    const field = row.querySelector<HTMLInputElement | HTMLSelectElement>(
      'select, input[type=text], textarea',
    );
    return [label, radio ? radio.value : (field?.value ?? '')];
  });
}
