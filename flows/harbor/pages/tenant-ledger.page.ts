import type { Page } from 'playwright';
import { amount, assertLegible, byAll, byFooting, inPopup, insist, LayoutChanged } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import type { Content } from './content.ts';
import { Grid } from './grid.ts';
import { byRunningBalance, changeOf, toLedgerLine } from '../ledger-line.ts';
import type { LedgerLine } from '../ledger-line.ts';
import { Shell } from './shell.page.ts';
import { TenantLookup } from './tenant-lookup.page.ts';
import type { Tenant } from './tenant-lookup.page.ts';

export interface Holder extends Tenant {
  /** Current, Notice, Past, Future. */
  status: string;
  currency: string;
}

export interface Statement {
  lines: LedgerLine[];
  balance: string;
  whole: Completeness;
}

/** Residential → Tenant Ledger, in the shell's frame: the lookup window writes into the page that opened it. */
export class TenantLedger {
  readonly #content: Content;

  private constructor(content: Content) {
    this.#content = content;
  }

  static async open(page: Page): Promise<TenantLedger> {
    return new TenantLedger(await new Shell(page).open('Tenant Ledger'));
  }

  /** Chooses in the lookup window whom `find` finds there, and answers whose ledger is shown then. */
  async lookUp(find: (lookup: TenantLookup) => Promise<Tenant>): Promise<Holder> {
    const { frame } = this.#content;
    const openLookup = () => frame.locator('#TenantLookup_Button').click();
    return insist('show the ledger of the chosen tenant', async () => {
      const chosen = await this.#content.postback(() =>
        inPopup(frame.page(), openLookup, async (popup) => {
          const lookup = new TenantLookup(popup);
          const tenant = await find(lookup);
          await lookup.choose(tenant);
          return tenant;
        }),
      );
      const holder = await this.#holder();
      return holder?.number === chosen.number && holder.name === chosen.name && holder;
    });
  }

  /** All charges and payments, and what they come to. */
  async statement(): Promise<Statement> {
    const grid = new Grid(this.#content, 'grdLedger', 'the tenant ledger', {
      date: 'Date',
      code: 'Code',
      description: 'Description',
      charge: 'Charge',
      payment: 'Payment',
      balance: 'Balance',
    });
    const { rows, totals, stated } = await grid.read();
    if (totals?.description !== 'Balance Due') {
      throw new LayoutChanged('The tenant ledger does not end with its "Balance Due".');
    }
    const lines = rows.map(({ cells }) => toLedgerLine(cells));
    const whole = byAll(
      await grid.provenBy(lines.length, stated),
      byFooting(lines.map(changeOf), totals.balance),
      byRunningBalance(lines),
    );
    return { lines, balance: amount(totals.balance), whole };
  }

  /** Whose ledger is shown; `undefined` while no tenant is chosen. */
  async #holder(): Promise<Holder | undefined> {
    const labels = await this.#content.frame
      .locator('[id^=lbl]')
      .evaluateAll((elements) =>
        elements.map((element) => [element.id, element.textContent.trim()] as const),
      );
    const { lblTenant, lblName, lblProperty, lblUnit, lblStatus, lblCurrency } = Object.fromEntries(labels);
    if (!lblTenant || !lblName || !lblProperty || !lblUnit || !lblStatus || !lblCurrency) return undefined;
    assertLegible([lblName]);
    return {
      number: lblTenant,
      name: lblName,
      building: lblProperty,
      unit: lblUnit,
      status: lblStatus,
      currency: lblCurrency,
    };
  }
}
