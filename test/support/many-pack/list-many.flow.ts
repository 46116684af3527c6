import { byCount, chosenFrom, completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { z } from 'zod';
import { tiny } from '../tiny-pack/app.ts';

/** As many rows as are wanted, emitted page after page; the screen has nothing to do with it. */
export default defineFlow({
  app: tiny,
  name: 'list_many',
  title: 'List many',
  description: 'Lists many rows.',
  effect: 'read',
  input: z.object({
    n: z.int().min(0).describe('How many'),
    page: z.int().min(1).default(500).describe('Rows of a page'),
    stated: z.int().optional().describe('How many the app says there are'),
    counted: z.int().optional().describe('How many rows the flow counted on the screen'),
    chosen: z.boolean().default(false).describe('The answer leaves some out on purpose'),
    first: z.int().default(0).describe('Number of the first row'),
    version: z.string().default('').describe('Text of every tenth row'),
    text: z.string().default('').describe('Text of every row'),
    twice: z.boolean().default(false).describe('The last row has the key of the first'),
    stop: z.int().optional().describe('Fails after so many rows'),
    slow: z.int().default(0).describe('Milliseconds from page to page'),
  }),
  output: z.object({
    sum: z.string(),
    rows: z.array(
      z.object({
        no: z.string(),
        amount: decimal(),
        day: z.iso.date(),
        count: z.int(),
        open: z.boolean(),
        text: z.string().nullable(),
      }),
    ),
    complete: completeness(),
  }),
  key: ['no'],
  emits: 'rows',
  timeout: 600,

  async run({ page, input, emit, step }) {
    await step('open the list', () => page.goto('rows?n=1'));
    const { n, text, twice, stop } = input;
    // What the application holds may differ from day to day.
    const first = input.first + Number(process.env['MANY_SHIFT'] ?? 0);
    const version = input.version || (process.env['MANY_VERSION'] ?? '');
    for (let from = 0; from < n; from += input.page) {
      const rows = Array.from({ length: Math.min(input.page, n - from) }, (_, place) => {
        const at = first + from + place;
        return {
          no: `R-${twice && at === n - 1 ? first : at}`,
          amount: `${at}.50`,
          day: '2026-10-31',
          count: at,
          open: at % 2 === 0,
          text: at % 10 === 0 ? version || text || null : text || null,
        };
      });
      await emit(rows);
      if (stop !== undefined && from + input.page > stop) throw new Error('the screen went away');
      // The slowness of the application, which is what is tested: there is nothing to wait for.
      if (input.slow > 0) await page.waitForTimeout(input.slow);
    }
    const counted = input.counted ?? n;
    const whole = byCount(counted, input.stated ?? counted);
    return { sum: 'all', complete: input.chosen ? chosenFrom(whole) : whole };
  },
});
