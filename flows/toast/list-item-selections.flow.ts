/** What was ordered, line by line, with what was chosen for each: the item and the modifier details of the old generation. */
import { z } from 'zod';
import { chosenFrom, completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { dates, periodOf } from './pages/period.ts';
import { readSelections } from './pages/selections.page.ts';
import { inOneRestaurant } from './restaurant.ts';
import { about } from './schemas.ts';

const values = {
  quantity: z.number(),
  gross: decimal(),
  discount: decimal(),
  net: decimal(),
  void: z.boolean(),
};

export default defineFlow({
  app: toast,
  name: 'list_item_selections',
  title: 'Item and modifier selections',
  description: 'Each item of each order with its modifiers, prices and voids. Times are local.',
  effect: 'read',
  example: { from: '2026-11-19', to: '2026-11-19' },
  input: z.object({
    ...dates,
    item: z.string().trim().min(1).optional().describe('Exact name; default: all'),
  }),
  output: z.object({
    ...about,
    selections: z.array(
      z.object({
        id: z.string(),
        order: z.string(),
        sent: z.string(),
        server: z.string(),
        table: z.string().nullable(),
        item: z.string(),
        group: z.string(),
        ...values,
        modifiers: z.array(z.object({ modifier: z.string(), option_group: z.string(), ...values })),
      }),
    ),
    complete: completeness(),
  }),
  timeout: 240,

  run({ page, input, step }) {
    const period = periodOf(input);
    const wanted = input.item?.toLowerCase();
    return inOneRestaurant(page, async (restaurant) => {
      const all = await step('export items and modifiers', () => readSelections(page, restaurant, period));
      const selections = all.selections.filter(({ item }) => !wanted || item.toLowerCase() === wanted);
      const complete = wanted ? chosenFrom(all.complete) : all.complete;
      return { restaurant, ...period, selections, complete };
    });
  },
});
