import { defineApp, defineFlow } from 'sidedoor-mcp';
import type { Quirks } from 'sidedoor-mcp';
import { z } from 'zod';

/** An application whose pages are filled by a script, which keeps the session in the browser's own storage. */
export function scripted(name: string, place: NonNullable<Quirks['sessionIn']>[number]) {
  const app = defineApp({
    name,
    title: 'Scripted',
    home: 'home',
    quirks: { sessionIn: [place] },
    async signIn({ page, username, password }) {
      await page.goto('login');
      await page.fill('[name=user]', username);
      await page.fill('[name=password]', password);
      await page.click('button');
      await page.locator('.who').waitFor();
    },
    async classify(page) {
      const filled = page.locator('.who, [name=password]').first();
      await filled.waitFor({ timeout: 3_000 }).catch(() => undefined);
      if (await page.locator('.who').count()) return { state: 'signed_in' };
      return { state: (await page.locator('[name=password]').count()) ? 'signed_out' : 'unknown' };
    },
  });
  return defineFlow({
    app,
    name: 'show_who',
    title: 'Show who',
    description: 'Shows who is signed in.',
    effect: 'read',
    input: z.object({}),
    output: z.object({ who: z.string() }),
    async run({ page, step }) {
      await step('open the page', () => page.goto('home'));
      return { who: await page.locator('.who').innerText() };
    },
  });
}
