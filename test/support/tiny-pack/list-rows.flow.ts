import { byMarker, completeness, decimal, defineFlow, readTable } from 'sidedoor-mcp';
import { z } from 'zod';
import { tiny } from './app.ts';

export default defineFlow({
  app: tiny,
  name: 'list_rows',
  title: 'List rows',
  description: 'Lists the rows.',
  effect: 'read',
  input: z.object({ n: z.int().min(0).max(5000).default(3).describe('How many') }),
  output: z.object({
    rows: z.array(z.object({ no: z.string(), amount: decimal() })),
    complete: completeness(),
  }),
  async run({ page, input, step }) {
    await step('open the list', () => page.goto(`rows?n=${input.n}`));
    const table = await step('read the list', () =>
      readTable(page, {
        name: 'the list',
        headings: 'th',
        rows: 'tr.row',
        columns: { no: 'No', amount: 'Amount' },
      }),
    );
    const rows = table.rows.map(({ cells }) => cells);
    return { rows, complete: byMarker('the table has no pages') };
  },
});
