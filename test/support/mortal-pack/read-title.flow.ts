import { defineFlow } from 'sidedoor-mcp';
import { z } from 'zod';
import { mortal } from './app.ts';

export default defineFlow({
  app: mortal,
  name: 'read_title',
  title: 'Read the title',
  description: 'Reads the title of the first page.',
  effect: 'read',
  input: z.object({}),
  output: z.object({ title: z.string() }),
  async run({ page, step }) {
    await step('open the first page', () => page.goto(mortal.home));
    return { title: await page.title() };
  },
});
