import { defineFlow } from 'sidedoor-mcp';
import { z } from 'zod';
import { truth } from './app.ts';

/** Reads as a careless author would: what is not there is no row. */
export default defineFlow({
  app: truth,
  name: 'gather_rows',
  title: 'Gather rows',
  description: 'Gathers the rows of a few pages.',
  effect: 'read',
  input: z.object({ pages: z.int().min(1).default(2).describe('How many pages') }),
  output: z.object({ rows: z.array(z.string()) }),
  async run({ page, input, step }) {
    const rows: string[] = [];
    for (let no = 1; no <= input.pages; no++) {
      await step(`read page ${no}`, async () => {
        await page.goto(no === 1 ? 'rows?n=1' : `rows?n=${no}&page=${no}`);
        rows.push(...(await page.locator('tr.row td:first-child').allInnerTexts()));
      });
    }
    return { rows };
  },
});
