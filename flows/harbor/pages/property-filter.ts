import { insist, NotFound } from 'sidedoor-mcp';
import type { Content } from './content.ts';

export interface Property {
  code: string;
  /** As the filter and the criteria line show it, e.g. "HBR - Harbor Point Apartments". */
  label: string;
}

/** The drop-down list of properties. Choosing one posts the page back at once and forgets the other filters. */
export class PropertyFilter {
  readonly #content: Content;

  constructor(content: Content) {
    this.#content = content;
  }

  /**
   * The property of that code or name; all of them for `undefined`.
   *
   * @throws NotFound with all properties in its hint.
   */
  async find(building: string | undefined): Promise<Property> {
    const options = await insist('list its properties', () =>
      this.#content.frame.locator('#ddlProperty option').evaluateAll((elements) =>
        elements.map((element) => ({
          code: (element as HTMLOptionElement).value,
          label: element.textContent.trim(),
        })),
      ),
    );
    const wanted = building?.trim().toLowerCase() ?? '(all)';
    const found = options.find(({ code, label }) =>
      [code, label, label.split(' - ')[1]].some((text) => text?.toLowerCase() === wanted),
    );
    if (found) return found;
    const known = options.filter(({ code }) => code !== '').map(({ label }) => label);
    throw new NotFound(`Harbor has no building "${building}".`, { hint: `There are: ${known.join('; ')}.` });
  }

  /** Goes on until the page that comes back shows the choice. Choosing "(All)" is left out where nothing was chosen. */
  async choose({ code, label }: Property): Promise<void> {
    const list = this.#content.frame.locator('#ddlProperty');
    if (code === '' && (await insist('show its filter', () => list.inputValue())) === '') return;
    await insist(`choose the property "${label}"`, async () => {
      await this.#content.postback(() => list.selectOption(code));
      return (await list.inputValue()) === code;
    });
  }
}
