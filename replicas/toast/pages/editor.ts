import { html } from 'hono/html';
import type { Session } from '../sessions.ts';
import type { World } from '../world.ts';
import { doubleSubmitScript } from './door.ts';
import type { Markup } from './markup.ts';

/** What a page says of the last save. */
export const saidOf = (words: string) =>
  words
    ? html`<div class="notice${words.startsWith('Saved') ? ' done' : ''}" id="save-says">${words}</div>`
    : '';

/** A field that knows what is saved in it. */
export const field = (name: string, label: string, text: string, size = 30) =>
  html`<label for="${name}">${label}</label
    ><input id="${name}" name="${name}" size="${size}" value="${text}" data-saved="${text}" />`;

/** What cannot be edited. */
export const shown = (id: string, label: string, text: string) =>
  html`<label>${label}</label><span id="${id}">${text}</span>`;

interface Editor {
  /** Below the restaurants' admin address. */
  action: string;
  /** What it says of the last save. */
  says: string;
  heading: string;
  fields: Markup;
  /** What stands in the place of the button for somebody who may only look. */
  noPermission: Markup;
}

/** The form of an editor, with its button, and what it says of the last save. */
export function editor(
  world: World,
  session: Session,
  { action, says, heading, fields, noPermission }: Editor,
): Markup {
  return html`${saidOf(says)}
    <section class="card">
      <h2>${heading}</h2>
      <form class="save" method="post" action="/restaurants/admin/${action}">
        <div class="fields">${fields}</div>
        <div class="bar end-of-form">
          ${session.user.editsMenus ? html`<button class="primary" id="save-item">Save</button>` : noPermission}
        </div>
      </form>
    </section>
    ${world.switches.doubleSubmit ? doubleSubmitScript : ''}`;
}
