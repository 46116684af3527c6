import type { OutgoingRequest } from 'sidedoor-mcp';

/** Asking for a report is a POST (a vendor fact: the report request of the report pages). */
const reportRequest = /^\/api\/service\/report-generator\/v\d+\/reportRequest$/;

/**
 * Whether a request changes records. To switch the restaurant does not: it is where this session works, and every flow
 * looks where that is.
 */
export function mutates({ method, url }: OutgoingRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return url.pathname === '/logout';
  return !(method === 'POST' && reportRequest.test(url.pathname));
}
