import type { SaveRequest } from '../../saves/save.ts';
import type { SaveKind } from '../world.ts';

export interface Typed {
  form: URLSearchParams;
  user: string;
}

/** A change to carry out, or the words of a refusal. */
export type Judged = SaveRequest<string, SaveKind> | string;

/** Another page. */
export function goTo(path: string): Response {
  return new Response(null, { status: 302, headers: { location: path } });
}

/** What a script puts into the page. */
export function fragment(markup: unknown): Response {
  return new Response(String(markup), {
    status: 201,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}
