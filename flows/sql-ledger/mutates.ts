/**
 * Which requests may change the books. SQL-Ledger takes the name of one of its own procedures as `action`, by GET as well
 * as by POST, so what only reads is listed here, and everything else may write: posting, saving, deleting, signing in,
 * and a request without an action.
 */
import type { OutgoingRequest } from 'sidedoor-mcp';

/**
 * Procedures that, by their source, read and draw; `update` draws the same form again with what was typed. All they leave
 * are the application's own notes of who has a record open: `update` of cp.pl makes some, `add` takes the login's back.
 */
export const reads: Record<string, string[]> = {
  'menu.pl': ['display', 'acc_menu'],
  'am.pl': ['company_logo'],
  'ar.pl': ['search', 'transactions', 'add', 'update'],
  'ap.pl': ['search', 'transactions', 'add', 'update'],
  'ct.pl': ['search', 'list_names', 'add'],
  'cp.pl': ['payment', 'update'],
  'rp.pl': ['report', 'generate_ar_aging', 'generate_projects', 'list_payments'],
  'ca.pl': ['list_transactions'],
};

/** What the pages consist of besides. */
const part = /\.(css|js|gif|png|ico)$/;

export function mutates({ method, url, body }: OutgoingRequest): boolean {
  const script = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  if (method === 'GET' || method === 'HEAD') {
    if (url.search === '') return script !== 'login.pl' && !part.test(script);
    return !onlyReads(script, parametersOf(url.search.slice(1)));
  }
  // With a query in the address the application does not look at the body; nothing here sends both.
  if (method !== 'POST' || url.search !== '' || !urlencoded.test(body)) return true;
  return !onlyReads(script, parametersOf(body));
}

/** A file's form is taken apart in another way, so it is never taken for a read. */
const urlencoded = /^[^\r\n]*$/;

function onlyReads(script: string, parameters: Map<string, string>): boolean {
  const list = reads[script];
  // Another `path` loads other programs, and a password makes a session.
  if (!list || parameters.get('path') !== 'bin/mozilla' || parameters.has('password')) return false;
  const action = procedure(parameters.get('action') ?? '');
  // "Continue" of a form goes on to the procedure that the form names.
  return list.includes(action === 'continue' ? (parameters.get('nextsub') ?? '') : action);
}

/**
 * Takes parameters apart exactly as the application does: at every "&" and "=", names as they are, the last one of a name
 * counts. Anything cleverer could see another action than the application.
 */
function parametersOf(query: string): Map<string, string> {
  const pieces = query.split(/[&=]/);
  const parameters = new Map<string, string>();
  for (let at = 0; at < pieces.length; at += 2) {
    parameters.set(pieces[at] ?? '', unescaped(pieces[at + 1] ?? ''));
  }
  return parameters;
}

/** Only plain characters can be part of a procedure's name; another one makes a name that is not listed. */
const unescaped = (text: string) =>
  text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The procedure that a button's label names: "Post as new" is post_as_new. A label in another language is none. */
function procedure(action: string): string {
  // Such a name calls whatever `nextsub` says.
  if (/^[ .]/.test(action)) return '';
  return action.toLowerCase().replace(/[ \-,#/]|\.$/g, '_');
}
