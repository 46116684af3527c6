import type { OutgoingRequest } from 'sidedoor-mcp';

/** Running and exporting a report changes no record, though its page may post it; vendor facts, the older address too. */
const harmless = [/^\/buffered_reports\/[^/]+\/exports$/, /^\/reports\/[^/]+\.html$/];

/** Whatever is not known to be harmless changes something. */
export function mutates({ method, url }: OutgoingRequest): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false;
  return !(method === 'POST' && harmless.some((path) => path.test(url.pathname)));
}

/** Whether a request is a certain save, with a certain mark in one of its fields. */
export function isSave(path: string, field: string, mark: string) {
  return ({ method, url, form }: OutgoingRequest): boolean =>
    method === 'POST' && url.pathname === path && (form.get(field)?.includes(mark) ?? false);
}
