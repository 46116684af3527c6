/** Publishes what was saved at the restaurant, if that is exactly what is expected. There is no way back. */
import { z } from 'zod';
import { completeness, decimal, defineFlow, OutcomeUnknown } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { PublishPage } from './pages/publish.page.ts';
import { assertExpected, lookWhetherPublished, publishedOf } from './published.ts';
import { assertWorksIn, inOneRestaurant, thoughBrokenOff, whereNow } from './restaurant.ts';
import { dollars } from './schemas.ts';

export default defineFlow({
  app: toast,
  name: 'publish_menus',
  title: 'Publish the menus',
  description:
    'Makes saved prices live, for good: all that anybody saved, so it is refused unless exactly the listed changes wait.',
  effect: 'write',
  input: z.object({
    changes: z
      .array(z.object({ item: z.string().trim().min(1), price: dollars().describe('e.g. "12.50"') }))
      .min(1)
      .describe('All that is to go live'),
  }),
  output: z.object({
    restaurant: z.string(),
    published: z.string(),
    changes: z.array(
      z.object({
        item: z.string(),
        from: decimal(),
        to: decimal(),
        saved_by: z.string(),
        expected: z.boolean(),
      }),
    ),
    warning: z.string().nullable(),
    complete: completeness(),
  }),

  async run({ page, input, step, commit }) {
    const { screen, shown } = await inOneRestaurant(page, async (restaurant) => {
      const screen = await step('see what waits', () => PublishPage.open(page, restaurant));
      await screen.assertAllowed();
      const { changes } = await screen.unpublished();
      assertExpected(changes, input.changes);
      const last_publish = await screen.lastPublish();
      await assertWorksIn(page, restaurant);
      return { screen, shown: { restaurant, changes, last_publish } };
    });
    const { restaurant, last_publish } = shown;
    await commit({
      preview: shown,
      warnings: ['Guests pay these prices at once, and it cannot be undone.'],
      sends: (request) => screen.sends(request),
      action: () => thoughBrokenOff(screen.publish()),
    });
    return step('see what was published', async () => {
      const now = await whereNow(page);
      if (now !== restaurant) await PublishPage.open(page, now);
      const elsewhere = now === restaurant ? undefined : await publishedOf(page, restaurant, input.changes);
      const answer = await lookWhetherPublished(page, restaurant, input.changes, last_publish);
      if (answer) return answer;
      if (elsewhere) return elsewhere;
      throw new OutcomeUnknown('Toast said that it published, but the changes still wait.');
    });
  },

  reconcile({ page, input, preview }) {
    const { restaurant = '', last_publish = '' } = preview as { restaurant?: string; last_publish?: string };
    return lookWhetherPublished(page, restaurant, input.changes, last_publish);
  },
});
