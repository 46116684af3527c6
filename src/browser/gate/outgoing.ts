import type { OutgoingRequest } from '../../flow/outgoing-request.ts';

/** A request as the browser tells of it (`Network.Request` of its protocol). */
export interface PausedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  postData?: string;
  /** The body in pieces, each base64; a file is a piece without bytes. */
  postDataEntries?: { bytes?: string }[];
}

/** A request as the browser is about to send it. What is in a file never comes to the gate; its name does. */
export async function toOutgoing(request: PausedRequest): Promise<OutgoingRequest> {
  const body = bodyOf(request);
  const type = contentType(request.headers);
  return {
    method: request.method.toUpperCase(),
    url: new URL(request.url),
    form: await formOf(body, type),
    body: body.toString('utf8'),
  };
}

function bodyOf({ postDataEntries, postData }: PausedRequest): Buffer {
  if (!postDataEntries) return Buffer.from(postData ?? '');
  return Buffer.concat(postDataEntries.map(({ bytes }) => Buffer.from(bytes ?? '', 'base64')));
}

function contentType(headers: Record<string, string>): string {
  const name = Object.keys(headers).find((each) => each.toLowerCase() === 'content-type');
  return (name && headers[name]) ?? '';
}

/** Empty where the body is no form, or one that is cut off. */
async function formOf(body: Buffer, type: string): Promise<URLSearchParams> {
  const fields = new URLSearchParams();
  if (/^application\/x-www-form-urlencoded/i.test(type)) return new URLSearchParams(body.toString('utf8'));
  if (!/^multipart\/form-data/i.test(type)) return fields;
  const whole = new Response(new Uint8Array(body), { headers: { 'content-type': type } });
  const parsed = await whole.formData().catch(() => undefined);
  parsed?.forEach((value, name) => fields.append(name, typeof value === 'string' ? value : value.name));
  return fields;
}
