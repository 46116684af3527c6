import { createHash } from 'node:crypto';
import type { OutgoingRequest } from '../flow/outgoing-request.ts';
import type { SentRequest } from '../journal/writes.ts';

/** Of a form of 74 hidden fields these tell nothing: a server's own state, tens of kilobytes of it. */
const longestValue = 500;

/** What the journal and a receipt keep of the request that leaves. Unscrubbed. */
export function toSentRequest({ method, url, form, body }: OutgoingRequest): SentRequest {
  const fields = Object.fromEntries(
    [...url.searchParams, ...form].map(([name, value]) => [
      name,
      /password|passwd|token|csrf|viewstate|validation/i.test(name)
        ? '[left out]'
        : value.slice(0, longestValue),
    ]),
  );
  const digest = createHash('sha256').update(body).digest('hex');
  return { method, address: url.origin + url.pathname, fields, digest, bytes: Buffer.byteLength(body) };
}
