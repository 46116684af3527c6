import type { Page } from 'playwright';
import { insist, LayoutChanged, Refused, sum } from 'sidedoor-mcp';
import { address } from './address.ts';
import { ledgerAmount } from './amounts.ts';
import { FormFields } from './form-fields.ts';
import { expectForm, press, readForm } from './form-screen.ts';
import type { Party } from './party-list.page.ts';
import { sayParty } from './say-party.ts';

/** A part of a payment that goes to one invoice. Decimal strings. */
export interface Share {
  /** The application's own key of the invoice. */
  id: string;
  number: string;
  amount: string;
}

export interface Receipt {
  party: Party;
  shares: Share[];
  currency: string;
  date?: string | undefined;
  /** Number or name of the account that the money comes in on. */
  account?: string | undefined;
  source?: string | undefined;
  memo: string;
}

export interface ReceiptShown {
  date: string;
  account: string;
  source: string;
  currency: string;
  amount: string;
  invoices: { number: string; due: string; paid: string }[];
}

const heading = 'Receipt';

/** Cash → Receipts, for one customer. */
export class ReceiptFormPage {
  readonly #page: Page;
  readonly #fields: FormFields;

  constructor(page: Page) {
    this.#page = page;
    this.#fields = new FormFields(page);
  }

  /**
   * Opens the form, and has the application list the customer's open invoices. It holds them for this login; those that
   * another one holds are missing.
   */
  async open({ party, date, currency }: Receipt): Promise<void> {
    const fields = this.#fields;
    // Without all_vc the names are those with an invoice that nobody holds, which leaves out what this login still holds.
    await this.#page.goto(
      await address(this.#page, 'cp.pl', { action: 'payment', type: 'receipt', all_vc: 'Y' }),
    );
    const { buttons } = await expectForm(this.#page, heading);
    if (!buttons.includes('Post')) {
      throw new Refused('SQL-Ledger shows the form for receipts without its buttons.', {
        hint: 'The login has no right to record payments; use an account that has it.',
      });
    }
    // Only the key counts; with a "--" in the name the application would take the rest of the name for it.
    await sayParty(fields, 'customer', `${party.name.split('--')[0]}--${party.id}`);
    // In quotes it is exactly this number, otherwise a part of one.
    if (await fields.has('customernumber')) await fields.type('customernumber', `"${party.number}"`);
    if (date !== undefined) await fields.typeDate('datepaid', date);
    await this.#update(party);
    // A name that is new to the form brings the currency back to the ledger's own.
    if ((await fields.value('currency')) !== currency) {
      await fields.set('currency', currency);
      await this.#update(party);
    }
  }

  /** Ticks the invoices, and has the application add them up. */
  async fill(receipt: Receipt): Promise<void> {
    const { party, shares, account, source, memo, date } = receipt;
    const fields = this.#fields;
    if (account !== undefined) await fields.choose('AR_paid', account, 'account for payments');
    // With an account that is new to the form the application puts the account's next number over the source.
    if ((await fields.value('AR_paid')) !== (await fields.value('oldAR_paid'))) await this.#update(party);
    if (source !== undefined) await fields.type('source', source);
    await fields.type('memo', memo);
    const places = await this.#places();
    for (const { id, number, amount } of shares) {
      const place = places.get(id);
      if (place === undefined) {
        throw new Refused(`SQL-Ledger does not offer ${number} for payment.`, {
          hint: 'Somebody else has it open, or it is on hold; try again later.',
        });
      }
      await fields.set(`checked_${place}`, 'on');
      await fields.type(`paid_${place}`, amount);
    }
    await this.#update(party);
    await this.#expect(receipt, date);
  }

  async shown(): Promise<ReceiptShown> {
    const fields = this.#fields;
    const invoices = [];
    for (const place of (await this.#places()).values()) {
      const paid = ledgerAmount(await fields.value(`paid_${place}`));
      if (paid === '0.00') continue;
      const [due, number] = [await fields.value(`due_${place}`), await fields.value(`invnumber_${place}`)];
      invoices.push({ number, due: ledgerAmount(due), paid });
    }
    const account = await fields.chosen('AR_paid');
    return {
      date: await fields.date('datepaid'),
      account: `${account.code} ${account.rest}`,
      source: await fields.value('source'),
      currency: await fields.value('currency'),
      amount: ledgerAmount(await fields.value('amount')),
      invoices,
    };
  }

  /** Sends the form. The application answers with an empty one. */
  async post(): Promise<void> {
    await press(this.#page, 'Post');
  }

  /**
   * Gives the invoices back, by opening another form: until then, or until the session's time is up, no other login could
   * record a payment for them. What becomes of it changes nothing about why the form is given up.
   */
  async abandon(): Promise<void> {
    const another = await address(this.#page, 'ar.pl', { action: 'add', type: 'transaction' });
    await insist('open another form', () => this.#page.goto(another));
  }

  /** Why nothing was posted, where the screen after `post` says so. */
  async refusal(): Promise<string | undefined> {
    const { says, heading: came } = await readForm(this.#page);
    if (says !== '') return says;
    if (came !== heading) throw new LayoutChanged(`"${came}" came after Post.`);
    return (await this.#places()).size > 0 ? 'The form came again instead of being posted.' : undefined;
  }

  /** Where each invoice stands in the form, by its key. */
  async #places(): Promise<Map<string, string>> {
    const hidden = await this.#page
      .locator('input[type=hidden][name^="id_"]')
      .evaluateAll((inputs) => (inputs as HTMLInputElement[]).map(({ name, value }) => [value, name]));
    return new Map(hidden.map(([id = '', name = '']) => [id, name.slice('id_'.length)]));
  }

  async #update(party: Party): Promise<void> {
    await press(this.#page, 'Update');
    const { buttons } = await expectForm(this.#page, heading);
    const kept = await this.#fields.value('oldcustomer');
    if ((await this.#fields.value('customer_id')) !== party.id || !kept.endsWith(`--${party.id}`)) {
      throw new LayoutChanged(`The form is about another customer than it was opened for: ${kept}.`);
    }
    await sayParty(this.#fields, 'customer', kept);
    if (!buttons.includes('Post')) {
      throw new Refused(`SQL-Ledger offers no Post for ${await this.#fields.date('datepaid')}.`, {
        hint: `The books are closed up to ${(await this.#fields.value('closedto')) || 'a later day'}; ask for another date.`,
      });
    }
  }

  /** Compares the form with what was asked for, to the cent. */
  async #expect({ shares, source, currency }: Receipt, date: string | undefined): Promise<void> {
    const shown = await this.shown();
    const wanted = shares.map(({ number, amount }) => `${number} ${sum([amount])}`).toSorted();
    const ticked = shown.invoices.map(({ number, paid }) => `${number} ${paid}`).toSorted();
    const discounts = await this.#page.locator('input[name^="discount_"]').count();
    const asWanted =
      wanted.join() === ticked.join() &&
      shown.amount === sum(shares.map(({ amount }) => amount)) &&
      shown.currency === currency &&
      (date === undefined || shown.date === date) &&
      (source === undefined || shown.source === source);
    if (discounts > 0) {
      throw new Refused('SQL-Ledger takes a cash discount off an invoice of this customer.', {
        hint: 'Record this payment by hand in SQL-Ledger, where the discount can be judged.',
      });
    }
    if (!asWanted) {
      throw new LayoutChanged(
        `The form shows ${ticked.join(', ') || 'nothing'} where ${wanted.join(', ')} was typed.`,
      );
    }
  }
}
