import type { Page } from 'playwright';
import { LayoutChanged, Refused } from 'sidedoor-mcp';
import { address } from './address.ts';
import { FormFields } from './form-fields.ts';
import { expectForm, press, readForm } from './form-screen.ts';

/** What is typed for a new customer, by the names of the form's fields. */
export type PartyEntry = Partial<Record<PartyField, string>>;

type PartyField = (typeof typed)[number];

const typed = [
  'customernumber',
  'name',
  'firstname',
  'lastname',
  'address1',
  'address2',
  'city',
  'state',
  'zipcode',
  'country',
  'phone',
  'email',
  'terms',
  'notes',
] as const;

const heading = 'Add Customer';

/** Customers → Add Customer, for a company: a person too has a name and a contact there. */
export class PartyFormPage {
  readonly #page: Page;
  readonly #fields: FormFields;

  constructor(page: Page) {
    this.#page = page;
    this.#fields = new FormFields(page);
  }

  async open(): Promise<void> {
    await this.#page.goto(
      await address(this.#page, 'ct.pl', { action: 'add', db: 'customer', typeofcontact: 'company' }),
    );
    const { buttons } = await expectForm(this.#page, heading);
    if (!buttons.includes('Save')) {
      throw new Refused(`SQL-Ledger shows "${heading}" without its buttons.`, {
        hint: 'The login has no right to add customers; use an account that has it.',
      });
    }
  }

  async fill(entry: PartyEntry, since: string | undefined): Promise<void> {
    for (const [field, text] of Object.entries(entry)) await this.#fields.type(field, text);
    if (since !== undefined) await this.#fields.typeDate('startdate', since);
    for (const [field, text] of Object.entries(entry)) {
      const shown = await this.#fields.value(field);
      if (shown !== text) {
        throw new LayoutChanged(`The form shows "${shown}" as ${field} where "${text}" was typed.`);
      }
    }
  }

  /** What the form shows, but for its notes: they hold the mark. */
  async shown(): Promise<Record<string, string>> {
    const shown: Record<string, string> = {};
    for (const field of typed) if (field !== 'notes') shown[field] = await this.#fields.value(field);
    shown['since'] = await this.#fields.date('startdate');
    shown['currency'] = await this.#fields.value('curr');
    return shown;
  }

  /** Sends the form. The application answers with an empty one. */
  async save(): Promise<void> {
    await press(this.#page, 'Save');
  }

  /** Why nothing was saved, where the screen after `save` says so. */
  async refusal(): Promise<string | undefined> {
    const { says, heading: came } = await readForm(this.#page);
    if (says !== '') return says;
    if (came !== heading) throw new LayoutChanged(`"${came}" came after Save.`);
    return undefined;
  }
}
