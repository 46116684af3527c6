import { defineApp } from 'sidedoor-mcp';
import type { Screen } from 'sidedoor-mcp';

/** The tiny application where it tells of other workstations, and has companies to choose from. */
export const truth = defineApp({
  name: 'truth',
  title: 'Truth',
  home: 'shell',
  async signIn({ page, username, password }) {
    await page.goto('login');
    await page.fill('[name=user]', username);
    await page.fill('[name=password]', password);
    await page.click('button');
  },
  async classify(page): Promise<Screen> {
    if (await page.locator('.who').count()) return { state: 'signed_in' };
    if ((await page.locator('[name=password]').count()) === 0) return { state: 'unknown' };
    const says = await page.locator('.says').innerText();
    const isKicked = says.includes('another workstation');
    return { state: 'signed_out', ...(says && { says }), ...(isKicked && { kicked: true }) };
  },
  choice: {
    async read(page) {
      await page.goto('company');
      return page.locator('#company').innerText();
    },
    async choose(page, name) {
      await page.goto(`choose?company=${encodeURIComponent(name)}`);
    },
  },
});
