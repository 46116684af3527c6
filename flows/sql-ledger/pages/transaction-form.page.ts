import type { Page } from 'playwright';
import { LayoutChanged, Refused, sum } from 'sidedoor-mcp';
import { address } from './address.ts';
import { ledgerAmount } from './amounts.ts';
import { FormFields } from './form-fields.ts';
import { sayParty } from './say-party.ts';
import { expectForm, press, readForm } from './form-screen.ts';
import type { Party } from './party-list.page.ts';
import type { Side } from './sides.ts';

/** What a clerk types for one transaction. Amounts are decimal strings, dates are ISO. */
export interface Entry {
  party: Party;
  amount: string;
  description: string;
  date?: string | undefined;
  dueDate?: string | undefined;
  /** Number or name of the income or expense account. */
  account?: string | undefined;
  /** Number of the project. */
  building?: string | undefined;
  invoiceNumber?: string | undefined;
  poNumber?: string | undefined;
  notes: string;
}

/** What the form shows, read back from it. */
export interface EntryShown {
  party_number: string;
  party: string;
  date: string;
  due_date: string;
  currency: string;
  exchange_rate: string;
  amount: string;
  account: string;
  building: string;
  description: string;
  taxes: { account: string; amount: string }[];
  total: string;
  ledger_account: string;
  number: string;
  po_number: string;
}

/** AR or AP → Add Transaction. */
export class TransactionFormPage {
  readonly #page: Page;
  readonly #side: Side;
  readonly #fields: FormFields;

  constructor(page: Page, side: Side) {
    this.#page = page;
    this.#side = side;
    this.#fields = new FormFields(page);
  }

  /**
   * Opens the form for a customer or vendor, by key as the link in the customer's own screen does: the list of names on
   * the form sends it at once when touched, and garbles names beyond Latin-1.
   */
  async open(party: Party): Promise<void> {
    const { script, db } = this.#side;
    await this.#page.goto(
      await address(this.#page, script, { action: 'add', type: 'transaction', [`${db}_id`]: party.id }),
    );
    const { buttons } = await expectForm(this.#page, this.#heading);
    if (!buttons.includes('Update')) {
      throw new Refused(`SQL-Ledger shows "${this.#heading}" without its buttons.`, {
        hint: 'The login has no right to add transactions; use an account that has it.',
      });
    }
    const name = await this.#fields.value(`old${db}`);
    if (name.indexOf('--') !== name.lastIndexOf('--')) {
      throw new Refused(`SQL-Ledger cannot post to "${party.name}": there is "--" in the name.`, {
        hint: `Correct the name of the ${db} in SQL-Ledger first.`,
      });
    }
    await this.#keepParty(party);
  }

  /** Fills the form in, and has the application calculate it. */
  async fill(entry: Entry): Promise<void> {
    const fields = this.#fields;
    if (entry.date !== undefined) await fields.typeDate('transdate', entry.date);
    await fields.type('amount_1', entry.amount);
    await fields.type('description', entry.description);
    await fields.type('description_1', entry.description);
    await fields.type('notes', entry.notes);
    if (entry.invoiceNumber !== undefined) await fields.type('invnumber', entry.invoiceNumber);
    if (entry.poNumber !== undefined) await fields.type('ponumber', entry.poNumber);
    await this.#choose(entry);
    await this.#update(entry);
    // The first Update reckons the due date from the terms, whatever was typed; a later one takes it.
    if (entry.dueDate !== undefined && (await fields.date('duedate')) !== entry.dueDate) {
      await fields.typeDate('duedate', entry.dueDate);
      await this.#update(entry);
    }
    await this.#expect(entry);
  }

  async shown(): Promise<EntryShown> {
    const { ledger, db } = this.#side;
    const fields = this.#fields;
    const currency = await fields.value('currency');
    const taxAccounts = (await fields.value('taxaccounts')).split(' ').filter((account) => account !== '');
    const account = await fields.chosen(`${ledger}_amount_1`);
    return {
      party_number: await fields.value(`${db}number`),
      party: (await fields.value(`old${db}`)).replace(/--\d+$/, ''),
      date: await fields.date('transdate'),
      due_date: await fields.date('duedate'),
      currency,
      exchange_rate: (await fields.has('exchangerate')) ? await fields.value('exchangerate') : '1',
      amount: ledgerAmount(await fields.value('amount_1')),
      account: `${account.code} ${account.rest}`,
      building: (await fields.has('projectnumber_1')) ? (await fields.chosen('projectnumber_1')).code : '',
      description: await fields.value('description_1'),
      taxes: await Promise.all(
        taxAccounts.map(async (tax) => ({
          account: tax,
          amount: ledgerAmount(await fields.value(`tax_${tax}`)),
        })),
      ),
      total: ledgerAmount(await this.#page.locator(`tr:has(> td > select[name=${ledger}]) > th`).innerText()),
      ledger_account: (await fields.chosen(ledger)).code,
      number: await fields.value('invnumber'),
      po_number: await fields.value('ponumber'),
    };
  }

  /** What the form warns of, in its own words. */
  async warnings(): Promise<string[]> {
    // What remains of the limit is red, class "plus0", when it is less than nothing. No limit is 0.
    const remaining = this.#page.locator('td.plus0');
    if (Number(await this.#fields.value('creditlimit')) === 0 || (await remaining.count()) === 0) return [];
    return [`Credit Limit Remaining ${(await remaining.first().innerText()).trim()}`];
  }

  /** Sends the form. The application answers with an empty one, without a word and without a number. */
  async post(): Promise<void> {
    await press(this.#page, 'Post');
  }

  /** Why nothing was posted, where the screen after `post` says so. */
  async refusal(): Promise<string | undefined> {
    const { says, heading } = await readForm(this.#page);
    if (says !== '') return says;
    if (heading !== this.#heading) throw new LayoutChanged(`"${heading}" came after Post.`);
    return (await this.#fields.value('amount_1')) === ''
      ? undefined
      : 'The form came again instead of being posted.';
  }

  get #heading(): string {
    return `Add ${this.#side.ledger} Transaction`;
  }

  async #update(entry: Entry): Promise<void> {
    await press(this.#page, 'Update');
    const { buttons } = await expectForm(this.#page, this.#heading);
    await this.#keepParty(entry.party);
    // After Update the lists are compared byte by byte with what was sent, and a choice with an accent is lost.
    await this.#choose(entry);
    if (!buttons.includes('Post')) {
      throw new Refused(`SQL-Ledger offers no Post for ${await this.#fields.date('transdate')}.`, {
        hint: `The books are closed up to ${(await this.#fields.value('closedto')) || 'a later day'}; ask for another date.`,
      });
    }
  }

  async #choose({ account, building }: Entry): Promise<void> {
    const { ledger, account: kind } = this.#side;
    if (account !== undefined) await this.#fields.choose(`${ledger}_amount_1`, account, kind);
    if (building !== undefined) await this.#fields.choose('projectnumber_1', building, 'building');
  }

  /**
   * Sees to it that the name the form sends is the one it was opened for. Where the list of names lost its choice, the
   * browser would send the first name of all, and the application would take it; so the value that the application
   * itself keeps beside the list becomes a choice of it.
   */
  async #keepParty({ id }: Party): Promise<void> {
    const { db } = this.#side;
    const kept = await this.#fields.value(`old${db}`);
    if ((await this.#fields.value(`${db}_id`)) !== id || !kept.endsWith(`--${id}`)) {
      throw new LayoutChanged(`The form is about another ${db} than it was opened for: ${kept}.`);
    }
    await sayParty(this.#fields, db, kept);
  }

  /** Compares the form with what was asked for: an amount or a date it read otherwise must not be posted. */
  async #expect(entry: Entry): Promise<void> {
    const { amount, date, due_date, description, number } = await this.shown();
    const notes = (await this.#fields.value('notes')).replaceAll('\r\n', '\n');
    const pairs: [string, string, string | undefined][] = [
      ['notes', notes, entry.notes],
      ['amount', amount, sum([entry.amount])],
      ['date', date, entry.date],
      ['due date', due_date, entry.dueDate],
      ['description', description, entry.description],
      ['number', number, entry.invoiceNumber],
    ];
    for (const [field, shown, wanted] of pairs) {
      if (wanted !== undefined && shown !== wanted) {
        throw new LayoutChanged(`The form shows "${shown}" as ${field} where "${wanted}" was typed.`);
      }
    }
  }
}
