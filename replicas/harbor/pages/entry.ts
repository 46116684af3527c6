import { html } from 'hono/html';
import type { Draft, Markup } from '../web/draft.ts';
import type { Visit } from '../web/web-form.ts';
import type { World } from '../world.ts';

const inquiryOnly = 'Inquiry Only';
const monthEnd = 'Warning: Month-end close is in progress. Check the posting date before you save.';
const questions = {
  off: '',
  text: '',
  confirm: 'Save this record?',
  ask: 'This property is over its maintenance budget. Save anyway?',
};

/** Reads a person's role. Whoever only inquires finds no save button. */
function mayWrite({ world, session }: Visit): boolean {
  return world.users.find(({ name }) => name === session.user)?.role !== inquiryOnly;
}

/** What is said in place of a form's message to somebody who may not write. */
const noRights = `Your role (${inquiryOnly}) does not allow entry on this page.`;

/** The message and the warning above a form; they are there when empty, too. */
export function messages(visit: Visit, message: string, warning = ''): Markup {
  const always = visit.world.switches.warnAtSave === 'text' ? monthEnd : '';
  const says = mayWrite(visit) ? message : noRights;
  return html`<div class="message ${says.endsWith(' saved.') ? 'ok' : ''}" id="lblMessage">${says}</div>
    <div class="warning" id="lblWarning">${[always, warning].filter((text) => text !== '').join(' ')}</div>`;
}

/** A save button, for those who may press it. */
export function saveButton(draft: Draft, visit: Visit, target: string, label: string): Markup | '' {
  if (!mayWrite(visit)) return '';
  return draft.saveButton(target, label, questions[visit.world.switches.warnAtSave]);
}

/** `changeUnderneath`: whether a form is being opened for another time since that was switched on. */
export function isOpenedAgain({ switches, openings }: World, form: string): boolean {
  if (!switches.changeUnderneath) openings.clear();
  const times = (openings.get(form) ?? 0) + 1;
  openings.set(form, times);
  return switches.changeUnderneath && times > 1;
}

/** A list to choose from that begins with nothing. */
export function choices(first: string, values: readonly string[]) {
  return [{ value: '', label: first }, ...values.map((value) => ({ value, label: value }))];
}

/** Another page of the frame. */
export function goTo(page: string): Response {
  return new Response(null, { status: 302, headers: { location: `/app/pages/${page}` } });
}
