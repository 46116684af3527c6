import { formFields } from '../../test/real/sql-ledger/form-fields.ts';
import type { Charge, Tenant } from '../../test/real/sql-ledger/charges.ts';
import type { SqlLedger } from '../../test/real/sql-ledger/start.ts';
import { Workstation } from '../../test/real/sql-ledger/workstation.ts';

/**
 * The application's own floor: a client of plain HTTP that knows the key of each tenant, opens the form and posts it. It
 * looks at nothing, so it would not notice a refusal, and what it does twice is there twice.
 */
export class PlainClerk {
  readonly #workstation: Workstation;
  readonly #keys: Map<string, string>;

  private constructor(workstation: Workstation, tenants: Tenant[]) {
    this.#workstation = workstation;
    this.#keys = new Map(tenants.map(({ id, number }) => [number, id]));
  }

  static async signIn(ledger: SqlLedger, tenants: Tenant[]): Promise<PlainClerk> {
    const workstation = new Workstation(ledger, 'clerk2');
    await workstation.signIn();
    return new PlainClerk(workstation, tenants);
  }

  async post(charge: Charge): Promise<void> {
    const fields = await this.#form(charge);
    await this.#workstation.press('ar.pl', fields, 'Post');
  }

  /** The same requests as the flow makes: looks the tenant up, has the form calculated, and reads the list afterwards. */
  async postAndLook(charge: Charge, mark: string): Promise<void> {
    const columns = { l_ndx: 'Y', l_id: 'Y', l_name: 'Y', l_customernumber: 'Y' };
    const names = { action: 'list_names', db: 'customer', ARAP: 'AR', status: 'all', sort: 'name' };
    await this.#workstation.open('ct.pl', { ...names, customernumber: charge.customer, ...columns });
    const typed = await this.#form(charge);
    typed.set('notes', mark);
    const fields = formFields(await this.#workstation.press('ar.pl', typed, 'Update'));
    await this.#workstation.press('ar.pl', fields, 'Post');
    const list = { action: 'transactions', vc: 'customer', ARAP: 'AR', summary: '1', sort: 'transdate' };
    const shown = { l_transdate: 'Y', l_invnumber: 'Y', l_description: 'Y', l_name: 'Y', l_amount: 'Y' };
    const found = await this.#workstation.open('ar.pl', {
      ...list,
      open: 'Y',
      closed: 'Y',
      notes: mark,
      ...shown,
    });
    if (!found.includes(charge.description)) throw new Error(`${charge.description} was not posted`);
  }

  async #form({ customer, amount, description, income_account: account, date }: Charge) {
    const html = await this.#workstation.open('ar.pl', {
      action: 'add',
      type: 'transaction',
      customer_id: this.#keys.get(customer)!,
    });
    const fields = formFields(html);
    const choice = new RegExp(`${account}--[^%]*(?:%[^0][^%]*)*`).exec(fields.get('selectAR_amount') ?? '');
    fields.set('AR_amount_1', decodeURIComponent(choice?.[0] ?? ''));
    fields.set('transdate', date);
    fields.set('amount_1', amount);
    fields.set('description', description);
    fields.set('description_1', description);
    return fields;
  }
}
