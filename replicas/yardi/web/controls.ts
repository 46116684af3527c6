import { html } from 'hono/html';

export type Markup = ReturnType<typeof html>;
export type Fields = Record<string, string>;

/** `PropertyLookup_LookupCode` is posted as `PropertyLookup:LookupCode`. */
export const postName = (id: string) => id.replace(/_(?=[A-Za-z]+$)/, ':');

const postBack = (id: string) => `setTimeout(function(){__doPostBack('${postName(id)}','')},0)`;

export function row(label: string, control: Markup): Markup {
  return html`<tr>
    <td class="label">${label}</td>
    <td>${control}</td>
  </tr>`;
}

export function textBox(fields: Fields, id: string, { width = 12, off = false } = {}): Markup {
  return html`<input
    type="text"
    id="${id}"
    name="${postName(id)}"
    value="${fields[id] ?? ''}"
    size="${width}"
    ${off ? 'disabled class=aspNetDisabled' : ''}
  />`;
}

/** A code that the server looks up when the cursor leaves it, and what it found; of some a popup has the list. */
export function lookup(fields: Fields, name: string, description: string, list?: string): Markup {
  const id = `${name}_LookupCode`;
  return html`<input
      type="text"
      id="${id}"
      name="${postName(id)}"
      value="${fields[id] ?? ''}"
      size="12"
      onchange="${postBack(id)}"
    />${dots(name, list)} <span class="desc" id="${name}_Description">${description}</span>`;
}

const dots = (name: string, list?: string) =>
  html`<button
    type="button"
    class="dots"
    id="${name}_LookupButton"
    tabindex="-1"
    ${list ? html`doonclick="openLookup('${name}','${list}')"` : ''}
  >
    …
  </button>`;

/** A code that only a popup fills in: nothing can be typed. */
export function popupOnly(fields: Fields, name: string, description: string, list: string): Markup {
  const id = `${name}_LookupCode`;
  return html`<input
      type="text"
      class="aspNetDisabled"
      id="${id}"
      name="${postName(id)}"
      value="${fields[id] ?? ''}"
      size="12"
      readonly
    />${dots(name, list)} <span class="desc" id="${name}_Description">${description}</span>`;
}

export function dropDown(
  fields: Fields,
  id: string,
  options: readonly (readonly [value: string, label: string])[],
  { posts = false } = {},
): Markup {
  return html`<select id="${id}" name="${postName(id)}" ${posts ? html`onchange="${postBack(id)}"` : ''}>
    ${options.map(([value, label]) => html`<option value="${value}" ${fields[id] === value ? 'selected' : ''}>${label}</option>`)}
  </select>`;
}

export function checkBox(fields: Fields, id: string, label: string): Markup {
  return html`<label
    ><input
      type="checkbox"
      id="${id}"
      name="${postName(id)}"
      value="on"
      ${fields[id] === 'on' ? 'checked' : ''}
    />
    ${label}</label
  >`;
}

export function multiSelect(fields: Fields, id: string, options: readonly string[]): Markup {
  const chosen = (fields[id] ?? '').split('^');
  return html`<select multiple size="${options.length}" id="${id}" name="${postName(id)}">
    ${options.map((one) => html`<option ${chosen.includes(one) ? 'selected' : ''}>${one}</option>`)}
  </select>`;
}

/** A button whose handler stands in an attribute of the vendor's own. */
export function button(id: string, label: string, target = id.replace(/_Button$/, '')): Markup {
  return html`<input
    type="button"
    class="btn"
    id="${id}"
    value="${label}"
    doonclick="__doPostBack('${target}','')"
  />`;
}

/** A grid: its headings are the first row of the body, as there is no thead. */
export function grid(
  name: string,
  headings: readonly string[],
  rows: readonly (readonly (string | Markup)[])[],
): Markup {
  return html`<table class="grid" id="${name}_DataTable">
    <tbody>
      <tr class="ghead">
        ${headings.map((text) => html`<td>${text}</td>`)}
      </tr>
      ${rows.map(
        (cells, at) =>
          html`<tr id="${name}_DataTable_row${at}" class="${at % 2 ? 'alt' : ''}">
            ${cells.map((cell, n) => html`<td id="${name}_DataTable_row${at}_${n}">${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
