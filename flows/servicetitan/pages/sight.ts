import type { Page } from 'playwright';
import { insist } from 'sidedoor-mcp';

/** What a document is, by what only that kind has. Tried in this order. Names of fields are vendor facts. */
const evidence = {
  challenge: '.cf-turnstile, .turnstile, #challenge-form, iframe[src*="challenges.cloudflare.com"]',
  code: 'input[name=Code], input[name=code], input[name=passcode]',
  password: 'input[name=password]',
  username: 'input[name=username]',
  timeout: 'main:has(h1:text-is("Session Timeout"))',
  reminder: 'main:has(h1:text-matches("password expires"))',
  // Only with the name of who is signed in: without a session the same shell may be sent.
  shell: 'header:has(a[href^="#/Dispatch"]) #who:text-matches("\\\\S")',
} as const;

export interface Sight {
  kind: keyof typeof evidence | 'other';
  /** Its message; empty if it has none. */
  says: string;
}

/** Longer than its script takes to draw the page. Milliseconds. */
const patience = 15_000;

/** Waits until the page shows something, and says what. */
export async function look(page: Page): Promise<Sight> {
  return insist('show a page', async () => {
    const any = page.locator(Object.values(evidence).join(', ')).first();
    await any.waitFor({ state: 'attached', timeout: patience }).catch((error: unknown) => {
      if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
    });
    for (const [kind, selector] of Object.entries(evidence)) {
      if ((await page.locator(selector).count()) === 0) continue;
      return { kind: kind as Sight['kind'], says: kind === 'shell' ? '' : await wordsOn(page) };
    }
    return { kind: 'other', says: await wordsOn(page) };
  });
}

async function wordsOn(page: Page): Promise<string> {
  const [alert] = await page.locator('[role=alert]').allTextContents();
  return (alert ?? '').replace(/\s+/g, ' ').trim();
}
