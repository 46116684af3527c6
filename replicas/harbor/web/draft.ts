import { html } from 'hono/html';

/** What hono's `html` makes. */
export type Markup = ReturnType<typeof html>;

/** A page being drawn. It remembers every event it offers: the server accepts no other from that page. */
export class Draft {
  readonly events: string[] = [];
  /** Whether a grid is on it. */
  hasGrid = false;
  /** Whether a button on it changes the records. */
  canSave = false;
  /** Events that the page sends by itself, once it is loaded. */
  readonly timers: { target: string; ms: number }[] = [];

  timer(target: string, ms: number): void {
    this.postback(target);
    this.timers.push({ target, ms });
  }

  /** The address of a link that posts the page back. */
  postback(target: string, argument = ''): string {
    this.events.push(eventKey(target, argument));
    return `javascript:__doPostBack('${target}','${argument}')`;
  }

  button(target: string, label: string): Markup {
    this.events.push(eventKey(target, ''));
    return html`<input type="submit" class="btn" name="${target}" id="${target}" value="${label}" />`;
  }

  /** A button that changes the records; `asks` is the question of a dialog that comes first. */
  saveButton(target: string, label: string, asks = ''): Markup {
    this.canSave = true;
    this.events.push(eventKey(target, ''));
    const question = asks ? html` onclick="return confirm('${asks}')"` : '';
    return html`<input
      type="submit"
      class="btn save"
      name="${target}"
      id="${target}"
      value="${label}"
      ${question}
    />`;
  }

  /** A toolbar button with an icon, which posts the page back. */
  tool(target: string, icon: string, label: string): Markup {
    return html`<a class="tool ${icon}" id="${target}" href="${this.postback(target)}">${label}</a>`;
  }

  text(name: string, value: string, { size = 20, maxLength = 40 } = {}): Markup {
    return html`<input
      type="text"
      size="${size}"
      maxlength="${maxLength}"
      name="${name}"
      id="${name}"
      value="${value}"
    />`;
  }

  area(name: string, value: string, { rows = 3, columns = 60 } = {}): Markup {
    return html`<textarea name="${name}" id="${name}" rows="${rows}" cols="${columns}">${value}</textarea>`;
  }

  /** A drop-down list. With `autoPostBack` every choice posts the page back at once. */
  select(name: string, options: readonly Option[], chosen: string, autoPostBack = false): Markup {
    if (autoPostBack) this.events.push(eventKey(name, ''));
    const change = autoPostBack ? html` onchange="setTimeout('__doPostBack(\\'${name}\\',\\'\\')', 0)"` : '';
    return html`<select name="${name}" id="${name}" ${change}>
      ${options.map(
        ({ value, label }) =>
          html`<option value="${value}" ${value === chosen ? html`selected="selected"` : ''}>
            ${label}
          </option>`,
      )}
    </select>`;
  }
}

export interface Option {
  value: string;
  label: string;
}

export function eventKey(target: string, argument: string): string {
  return `${target}|${argument}`;
}
