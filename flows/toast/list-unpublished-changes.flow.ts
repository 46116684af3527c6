/** What waits to be published at the restaurant, and who saved it. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { PublishPage } from './pages/publish.page.ts';
import { inOneRestaurant } from './restaurant.ts';

export default defineFlow({
  app: toast,
  name: 'list_unpublished_changes',
  title: 'Unpublished changes',
  description: 'Saved prices that guests do not pay yet, whoever saved them.',
  effect: 'read',
  input: z.object({}),
  output: z.object({
    restaurant: z.string(),
    changes: z.array(z.object({ item: z.string(), from: decimal(), to: decimal(), saved_by: z.string() })),
    complete: completeness(),
  }),

  run({ page, step }) {
    return inOneRestaurant(page, async (restaurant) => {
      const screen = await step('open the list', () => PublishPage.open(page, restaurant));
      return { restaurant, ...(await step('read it', () => screen.unpublished())) };
    });
  },
});
