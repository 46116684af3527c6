import { html } from 'hono/html';
import type { Building } from '../data/records.ts';
import type { Markup, Option } from '../web/draft.ts';

/** The properties' drop-down list: "HBR - Harbor Point Apartments", after the one for none of them. */
export function propertyOptions(buildings: readonly Building[], first = '(All)'): Option[] {
  return [
    { value: '', label: first },
    ...buildings.map(({ code, name }) => ({ value: code, label: `${code} - ${name}` })),
  ];
}

/** The posted value, if the list offers it; the first option otherwise. */
export function offered(options: readonly Option[], value: string): string {
  return options.some((option) => option.value === value) ? value : (options[0]?.value ?? '');
}

/** What a page has really filtered by, in one line. */
export function criteria(text: string): Markup {
  return html`<div class="criteria">Criteria: <span id="lblCriteria">${text}</span></div>`;
}
