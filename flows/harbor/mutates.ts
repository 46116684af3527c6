import type { OutgoingRequest } from 'sidedoor-mcp';

/** What may be pressed on any page without changing a record; what a page only keeps for itself is none. */
const harmless =
  /^(grd\w+|ddlProperty|TenantLookup|btnSearch|btnFind|btnCancel|lnkRefresh|lnkClear|tmrLate|tmrMonitor)$/;

/** Likewise, where the same name could mean something else on another page. */
const harmlessThere = ['RentRoll.aspx btnSubmit', 'NewPayableBatch.aspx btnAddLine'];

/** The pages before the application: signing in changes no record. */
const door = /\/(login|code|notice)\.aspx$/;

/**
 * Whether a request changes Harbor's records. Its pages post themselves back for everything, so what was pressed tells;
 * whatever is not known to be harmless changes something.
 */
export function mutates({ method, url, form }: OutgoingRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  if (method !== 'POST') return true;
  if (door.test(url.pathname)) return false;
  const pressed = pressedIn(form);
  return !(pressed && (harmless.test(pressed) || harmlessThere.includes(`${pageOf(url)} ${pressed}`)));
}

/** Whether a request is a certain save, with a certain mark in its reference field. */
export function isSave(save: { page: string; button: string; field: string; mark: string }) {
  return ({ method, url, form }: OutgoingRequest): boolean =>
    method === 'POST' &&
    pageOf(url) === save.page &&
    pressedIn(form) === save.button &&
    form.get(save.field) === save.mark;
}

/** A link or a list is named by the event; a button is one of the fields. Several at once are nothing that Harbor sends. */
function pressedIn(form: URLSearchParams): string | undefined {
  const target = form.get('__EVENTTARGET') ?? '';
  const buttons = [...form.keys()].filter((name) => name.startsWith('btn'));
  const [pressed, ...others] = target ? [target, ...buttons] : buttons;
  return others.length === 0 ? pressed : undefined;
}

function pageOf(url: URL): string {
  return url.pathname.split('/').at(-1) ?? '';
}
