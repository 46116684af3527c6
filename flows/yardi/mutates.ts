import type { OutgoingRequest } from 'sidedoor-mcp';

/** What may be posted back without changing a record: lookups, lists, filters, reports, and what a page only keeps for itself. */
const harmless =
  /^([\w]+:(LookupCode|DropDownList)|tmrLate|cmdFind|Excel|Display|Search|YSIGo|StatGrid|PersonSearch:btnSearch)$/;

/** Likewise, on the page where it is known to be so. */
const harmlessThere = /^((Payable|Charge|Receipt)Batch\.aspx (Add|Validate)|PO\.aspx AddRow)$/;

/** The pages before the application. */
const door =
  /\/(Account\/Login|Account\/MfaAuthentication|(LoginAdvanced|MfaAuthentication|SSOLogin)\.aspx)$/;

/** Whether a request changes records. Every page posts itself back for everything, so the event tells; an unknown one does. */
export function mutates({ method, url, form }: OutgoingRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  if (method !== 'POST') return true;
  if (door.test(url.pathname)) return false;
  const target = form.get('__EVENTTARGET') ?? '';
  return !(harmless.test(target) || harmlessThere.test(`${pageOf(url)} ${target}`));
}

/** Whether a request is a certain save, with a certain mark in one of its fields. */
export function isSave(save: { page: string; target: string; field: string; mark: string }) {
  return ({ method, url, form }: OutgoingRequest): boolean =>
    method === 'POST' &&
    pageOf(url) === save.page &&
    form.get('__EVENTTARGET') === save.target &&
    (form.get(save.field) ?? '').includes(save.mark);
}

function pageOf(url: URL): string {
  return url.pathname.split('/').at(-1) ?? '';
}
