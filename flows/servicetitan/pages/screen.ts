import type { Page } from 'playwright';
import { AppUnavailable, LayoutChanged, NeedsHuman, NotFound, SessionLost } from 'sidedoor-mcp';

/** Milliseconds to close a guide in. */
const patience = 2_000;

/** What the answers to a page's data requests gave away, and the screen does not show. */
const troubles = new WeakMap<Page, Error[]>();

/**
 * Goes to a route and waits until its page is drawn.
 *
 * @throws LayoutChanged unless its heading is the one wanted; NotFound where the app says so; else what `assertSound` throws.
 */
export async function openRoute(page: Page, route: string, heading: string | RegExp): Promise<void> {
  await watch(page);
  // A change behind the "#" alone loads nothing, and leaves what was there until it is drawn anew.
  if (page.url() !== 'about:blank') await page.goto('about:blank');
  const document = await page.goto(`./#${route}`);
  if ((document?.status() ?? 0) >= 500) throw down(document?.status());
  const title = page.locator('main h1').first();
  await title.waitFor();
  assertSound(page);
  const shown = ((await title.textContent()) ?? '').trim();
  if (shown === 'Record not found') throw new NotFound(`ServiceTitan has nothing at ${route}.`);
  if (shown === 'Something went wrong') throw new AppUnavailable(`ServiceTitan says: "${shown}"`);
  const fits = typeof heading === 'string' ? shown === heading : heading.test(shown);
  if (!fits) throw new LayoutChanged(`"${shown}" is the heading where "${String(heading)}" should be.`);
}

/** What a page or the sign-in says where ServiceTitan answers with an error of the server. */
export const down = (status = 503) => new AppUnavailable(`ServiceTitan answers with status ${status}.`);

/**
 * Without a session its endpoints may answer with the HTML of the shell and status 200 (a vendor fact): the screen
 * then shows an empty list.
 *
 * @throws SessionLost or NeedsHuman
 */
export function assertSound(page: Page): void {
  const [trouble] = troubles.get(page) ?? [];
  if (trouble) throw trouble;
}

async function watch(page: Page): Promise<void> {
  if (troubles.has(page)) return void troubles.set(page, []);
  troubles.set(page, []);
  page.on('response', (response) => {
    if (!response.url().includes('/app/api/')) return;
    const headers = response.headers();
    if (headers['cf-mitigated'] !== undefined) {
      troubles.get(page)?.push(new NeedsHuman('ServiceTitan wants to know that a human is there.'));
    } else if (response.status() < 400 && (headers['content-type'] ?? '').includes('text/html')) {
      troubles.get(page)?.push(new SessionLost('ServiceTitan answers a data request with its empty shell.'));
    }
  });
  // Guides lie over the page and take its clicks (a vendor fact); closing one changes no record.
  const guide = page.locator('._pendo-step-container');
  const close = async () => {
    await guide
      .locator('._pendo-close-guide')
      .click({ timeout: patience })
      // It went by itself, or is drawn anew: whatever comes next looks again.
      .catch(() => undefined);
  };
  await page.addLocatorHandler(guide, close, { noWaitAfter: true });
}

/** Name of the user, as the top of every page has it. */
export async function signedIn(page: Page): Promise<string> {
  const lines = (await page.locator('#who').innerText()).split('\n');
  const [, name] = /^(.+) · /.exec(lines.at(-1) ?? '') ?? [];
  if (name === undefined) throw new LayoutChanged('ServiceTitan does not show who is signed in.');
  return name.trim();
}

/** The line under the heading that says what is shown. */
export async function echoOf(page: Page): Promise<string[]> {
  const text = await page.locator('main [data-echo]').textContent();
  return (text ?? '').split(' | ').map((part) => part.trim());
}

/** @throws LayoutChanged unless the app says that it shows what was asked for. */
export function assertEcho(said: string[], wanted: string[]): void {
  const missing = wanted.find((part) => !said.includes(part));
  if (missing === undefined) return;
  throw new LayoutChanged(`Asked for "${missing}", but ServiceTitan shows "${said.join(' | ')}".`);
}

/** One value of a record, from a page of its own. */
export async function factAt(page: Page, route: string, heading: string, field: string): Promise<string> {
  await openRoute(page, route, heading);
  return (await factsOf(page, [field]))[field] ?? '';
}

/** Labels and values of a record's page. */
export async function factsOf(page: Page, fields: readonly string[]): Promise<Record<string, string>> {
  assertSound(page);
  const found = await page
    .locator('main dl.facts dd')
    .evaluateAll((cells) =>
      cells.map((cell) => [cell.getAttribute('data-field') ?? '', (cell.textContent ?? '').trim()] as const),
    );
  const facts = Object.fromEntries(found);
  const missing = fields.find((name) => facts[name] === undefined);
  if (missing !== undefined) throw new LayoutChanged(`The record does not show its "${missing}".`);
  return facts;
}
