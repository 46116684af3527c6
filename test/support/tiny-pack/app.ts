import { defineApp } from 'sidedoor-mcp';

export const tiny = defineApp({
  name: 'tiny',
  title: 'Tiny',
  home: 'shell',
  async signIn({ page, username, password }) {
    await page.goto('login');
    await page.fill('[name=user]', username);
    await page.fill('[name=password]', password);
    await page.click('button');
  },
  async classify(page) {
    if (await page.locator('.who').count()) return { state: 'signed_in' };
    if (await page.locator('[name=password]').count()) {
      const says = await page.locator('.says').innerText();
      return says ? { state: 'signed_out', says } : { state: 'signed_out' };
    }
    return { state: 'unknown' };
  },
});
