import type { Page } from 'playwright';
import { insist, Refused, screenDate } from 'sidedoor-mcp';
import { Content } from './content.ts';
import { PropertyFilter } from './property-filter.ts';

export interface QueuedReport {
  number: string;
  /** What Harbor says the report is about, e.g. "As Of = 11/01/2026; Property = (All)". */
  criteria: string;
}

/** Reports → Rent Roll: the parameters of the report. */
export class RentRollForm {
  readonly #content: Content;
  readonly #properties: PropertyFilter;

  private constructor(content: Content) {
    this.#content = content;
    this.#properties = new PropertyFilter(content);
  }

  static async open(page: Page): Promise<RentRollForm> {
    return new RentRollForm(await Content.open(page, 'RentRoll.aspx', 'Rent Roll'));
  }

  /**
   * Queues the report, and reads back what it will be about. The property goes first: choosing it puts the date back.
   *
   * @throws NotFound when there is no such building; Refused when Harbor does not take the parameters.
   */
  async submit(asOf: string, building: string | undefined): Promise<QueuedReport> {
    const { frame } = this.#content;
    const property = await this.#properties.find(building);
    const date = screenDate(asOf, 'mdy', '/');
    const criteria = `As Of = ${date}; Property = ${property.label}`;
    await this.#properties.choose(property);
    return insist(`queue a rent roll with "${criteria}"`, async () => {
      await frame.locator('#txtAsOf').fill(date);
      await this.#content.postback(() => frame.locator('#btnSubmit').click());
      const message = await this.#content.text('#lblMessage');
      const [, number, queued] = /^Report (\d+) has been queued \((.*)\)\.$/.exec(message) ?? [];
      if (number === undefined && message !== '') throw new Refused(`Harbor says: "${message}"`);
      return queued === criteria && number !== undefined && { number, criteria };
    });
  }
}
