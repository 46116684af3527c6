import type { BrowserContext } from 'playwright';
import type { Secrets } from './secrets.ts';

/** Takes note of the cookies that a session has at the moment; those of a session restored or renewed meanwhile too. */
export async function noteCookies(context: BrowserContext, secrets: Secrets): Promise<void> {
  const cookies = await context.cookies().catch(() => []);
  secrets.addCookies(cookies.map(({ value }) => value));
}
