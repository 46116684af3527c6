import type { Page } from 'playwright';
import { LayoutChanged, SessionLost } from 'sidedoor-mcp';

/**
 * Who is signed in, e.g. "clerk@lakeside": the name of the session's cookie says so. The application wants it repeated
 * in every address.
 */
export async function signedInUser(page: Page): Promise<string | undefined> {
  const cookies = await page.context().cookies();
  return cookies
    .find(({ name, value }) => name.startsWith('SL-') && name.includes('@') && value !== '')
    ?.name.slice(3);
}

/** Address of a page, relative to the account's URL. */
export function addressOf(user: string, script: string, parameters: Record<string, string>): string {
  return `${script}?${new URLSearchParams({ path: 'bin/mozilla', login: user, ...parameters }).toString()}`;
}

/** As `addressOf`, for whoever is signed in. */
export async function address(
  page: Page,
  script: string,
  parameters: Record<string, string>,
): Promise<string> {
  const user = await signedInUser(page);
  if (user === undefined) throw new SessionLost('The cookie of the session is gone.');
  return addressOf(user, script, parameters);
}

/** The application's own key of a record, which the links to it carry: "ar.pl?action=edit&id=10394&…" → "10394". */
export function keyIn(link: string | undefined): string {
  const key = link === undefined ? null : new URL(link).searchParams.get('id');
  if (key === null) throw new LayoutChanged('A row of the list has no link to its record.');
  return key;
}
