import type { Page } from 'playwright';
import { InvalidInput, LayoutChanged, NotFound } from 'sidedoor-mcp';
import { isSave } from '../mutates.ts';
import { openPage } from './place.ts';
import { chosen, sendForm } from './saving.ts';
import { choose, suggestionsFor } from './suggestions.ts';

export interface NewWorkOrder {
  property: string;
  unit?: string | undefined;
  description: string;
  priority: string;
  permission_to_enter: string;
  issue?: string | undefined;
  vendor?: string | undefined;
  instructions?: string | undefined;
}

const title = 'New Work Order';
const path = '/maintenance/service_requests';
/** The names of the fields are vendor facts. */
const field = (name: string) => `[name="maintenance_service_request${name}"]`;
const description = 'maintenance_service_request[description]';

export class WorkOrderForm {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(page: Page): Promise<WorkOrderForm> {
    await openPage(page, 'maintenance/service_requests/new', title);
    return new WorkOrderForm(page);
  }

  /** @throws NotFound or InvalidInput when there is no such place, issue or vendor. */
  async fill(input: NewWorkOrder): Promise<void> {
    const page = this.#page;
    await this.#choosePlace(input);
    await page.locator(`[name="${description}"]`).fill(input.description);
    await page.locator(field('[special_instructions]')).fill(input.instructions ?? '');
    await this.#select(field('[priority]'), input.priority);
    await this.#select(field('[permission_to_enter]'), input.permission_to_enter);
    if (input.issue) await this.#select(field('[maintenance_work_order][issue_descriptor_id]'), input.issue);
    if (input.vendor) await this.#select(field('[maintenance_work_order][party]'), input.vendor);
  }

  /** As the form reads. */
  async shown() {
    const page = this.#page;
    return {
      place: await page.locator('.js-location').inputValue(),
      description: await page.locator(`[name="${description}"]`).inputValue(),
      priority: await chosen(page, field('[priority]')),
      permission_to_enter: await chosen(page, field('[permission_to_enter]')),
      issue: await chosen(page, field('[maintenance_work_order][issue_descriptor_id]')),
      vendor: await chosen(page, field('[maintenance_work_order][party]')),
      instructions: await page.locator(field('[special_instructions]')).inputValue(),
    };
  }

  sends(mark: string) {
    return isSave(path, description, mark);
  }

  /** @throws Refused */
  save(): Promise<void> {
    return sendForm(this.#page, 'Create Work Order', title);
  }

  /** A field for the place takes its id, with its kind before it, from what is suggested and chosen. */
  async #choosePlace({ property, unit }: NewWorkOrder): Promise<void> {
    const page = this.#page;
    const label = unit === undefined ? property : `${property}, ${unit}`;
    const hits = await suggestionsFor(page, '.js-location', label);
    const [only, ...others] = hits.filter((hit) => hit.label.toLowerCase() === label.toLowerCase());
    if (!only) {
      const near = hits
        .slice(0, 5)
        .map((hit) => hit.label)
        .join('; ');
      throw new NotFound(`AppFolio has no place "${label}".`, {
        hint: near === '' ? 'Check the names.' : `There are: ${near}.`,
      });
    }
    if (others.length > 0) throw new InvalidInput(`"${label}" fits several places.`);
    await choose(page, '.js-location', only.label);
    const id = await page.locator(field('[property_id]')).inputValue();
    if (!/^[tp]_\d+$/.test(id) || (await page.locator('.js-location').inputValue()) !== only.label)
      throw new LayoutChanged(`The form did not take the place "${label}".`);
  }

  async #select(list: string, meant: string): Promise<void> {
    const labels = (await this.#page.locator(`${list} option`).allTextContents()).map((label) =>
      label.trim(),
    );
    const label = labels.find((one) => one.toLowerCase() === meant.trim().toLowerCase());
    if (label === undefined)
      throw new InvalidInput(`AppFolio does not offer "${meant}".`, {
        hint: `It offers: ${labels.join('; ')}.`,
      });
    await this.#page.locator(list).selectOption({ label });
  }
}
