import type { Page } from 'playwright';
import { insist, LayoutChanged, untilClosed } from 'sidedoor-mcp';
import { Content } from './content.ts';
import { Grid } from './grid.ts';
import { code } from './reading.ts';

export interface Tenant {
  number: string;
  /** "Last, First" */
  name: string;
  building: string;
  unit: string;
}

/** The window in which a tenant is chosen for the page that opened it. */
export class TenantLookup {
  readonly #popup: Page;
  readonly #content: Content;
  readonly #grid;

  constructor(popup: Page) {
    this.#popup = popup;
    this.#content = new Content(popup.mainFrame(), 'Tenant Lookup');
    this.#grid = new Grid(this.#content, 'grdLookup', 'the tenant lookup', {
      number: 'Tenant',
      name: 'Name',
      building: 'Property',
      unit: 'Unit',
    });
  }

  /** The first tenants with that text anywhere in number or name, and how many there are. Case does not count, accents do. */
  async find(text: string): Promise<{ tenants: Tenant[]; stated: number }> {
    const { frame } = this.#content;
    await this.#content.arrive();
    await insist(`look up "${text}"`, async () => {
      await frame.locator('#txtFind').fill(text);
      await this.#content.postback(() => frame.locator('#btnFind').click());
      return (await this.#content.text('#lblCriteria')) === `Contains = ${text}`;
    });
    const { rows, stated, pages } = await this.#grid.read();
    if (pages === 1 && rows.length !== stated) {
      throw new LayoutChanged(
        `The tenant lookup shows ${rows.length} of ${stated} tenants on its only page.`,
      );
    }
    await this.#grid.provenBy(rows.length, stated);
    const tenants = rows.map(({ cells }) => ({
      ...cells,
      number: code(/^T-\d+$/, cells.number, 'tenant number'),
    }));
    return { tenants, stated };
  }

  /** Chooses one of the tenants that are shown; the window closes. */
  async choose({ number }: Tenant): Promise<void> {
    await untilClosed(this.#popup, () =>
      this.#content.frame.getByRole('link', { name: number, exact: true }).click(),
    );
  }
}
