import type { OutgoingRequest } from 'sidedoor-mcp';

/** The pages before the application: signing in changes no record. */
const door = /^\/auth\//;

/** Reports are asked for with a POST (a vendor fact); it only reads. */
const readingPost = /\/reporting\/CustomReport\/GetDatasourceData$/;

/** Whether a request changes records: the page's script reads with GET. */
export function mutates({ method, url }: OutgoingRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return !(method === 'POST' && (door.test(url.pathname) || readingPost.test(url.pathname)));
}

/** Recognises the one save of a form by its endpoint and the mark that it carries. */
export function isSave(endpoint: string, mark: string) {
  return ({ method, url, body }: OutgoingRequest): boolean =>
    method === 'POST' && url.pathname.endsWith(endpoint) && body.includes(mark);
}

/** Recognises the one save of a form without a free text by its endpoint and what it is to change. */
export function savesJson(endpoint: string, fits: (body: Record<string, unknown>) => boolean) {
  return ({ method, url, body }: OutgoingRequest): boolean =>
    method === 'POST' &&
    url.pathname.endsWith(`/app/api${endpoint}`) &&
    fits(JSON.parse(body) as Record<string, unknown>);
}

/** Recognises the upload of a file by its endpoint and the file's name: what is in a file nobody sees on its way. */
export function isUpload(endpoint: string, name: string) {
  return ({ method, url, form }: OutgoingRequest): boolean =>
    method === 'POST' && url.pathname.endsWith(`/app/api${endpoint}`) && form.get('file') === name;
}
