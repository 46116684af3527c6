import { defineFlow } from 'sidedoor-mcp';
import { z } from 'zod';
import { truth } from './app.ts';

export default defineFlow({
  app: truth,
  name: 'open_page',
  title: 'Open pages',
  description: 'Opens pages one after the other, and lists the rows of the last.',
  effect: 'read',
  input: z.object({
    paths: z.array(z.string()).describe('Which; "popup:" before a path opens it in a popup'),
  }),
  output: z.object({ rows: z.array(z.string()) }),
  async run({ page, input, step }) {
    for (const path of input.paths) {
      await step(path, async () => {
        const inPopup = /^popup:(.*)/.exec(path)?.[1];
        if (inPopup === undefined) {
          await page.goto(path);
          return;
        }
        const popup = page.waitForEvent('popup');
        await page.evaluate((address) => void open(address), inPopup);
        await (await popup).waitForLoadState();
      });
    }
    return { rows: await page.locator('tr.row td:first-child').allInnerTexts() };
  },
});
