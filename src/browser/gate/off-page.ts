import type { APIRequestContext, BrowserContext } from 'playwright';
import type { Gate } from './gate.ts';

type Fetch = APIRequestContext['fetch'];
type FetchOptions = NonNullable<Parameters<Fetch>[1]>;

/** Puts what a flow sends by `page.request` to the gate too: it bears the session's cookies, and no page is in between. */
export function guardOffPage({ request }: BrowserContext, baseURL: string | undefined, gate: Gate): void {
  const fetch: Fetch = request.fetch.bind(request);
  // `get`, `post` and the others all come through here.
  request.fetch = async (target, options = {}) => {
    const address = typeof target === 'string' ? target : target.url();
    const method = options.method ?? (typeof target === 'string' ? 'GET' : target.method());
    const url = new URL(address, baseURL);
    const body = typeof options.data === 'string' ? options.data : JSON.stringify(options.data ?? '');
    const verdict = await gate.judge({ method: method.toUpperCase(), url, form: formOf(options), body });
    if (!verdict) throw new Error(`stopped at the gate: ${method} ${url.pathname}`);
    if (verdict !== 'passes')
      throw new Error('a commit is made on the page, where it can be held to one request');
    return fetch(target, options);
  };
}

function formOf({ form, multipart }: FetchOptions): URLSearchParams {
  const given = form ?? multipart ?? {};
  const entries = given instanceof FormData ? [...given.entries()] : Object.entries(given);
  return new URLSearchParams(
    entries.map(([name, value]) => [name, typeof value === 'object' ? 'a file' : String(value)]),
  );
}
