/** The guest list, out of its export. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { readGuests } from './pages/guests.page.ts';
import { openReport } from './pages/new-report.page.ts';
import { inOneRestaurant } from './restaurant.ts';

export default defineFlow({
  app: toast,
  name: 'list_guests',
  title: 'Guest list',
  description: "All guests with visits and spend. Personal data; agrees to Toast's notice about it.",
  effect: 'read',
  input: z.object({}),
  output: z.object({
    restaurant: z.string(),
    guests: z.array(
      z.object({
        id: z.string(),
        first_name: z.string(),
        last_name: z.string(),
        email: z.string(),
        phone: z.string(),
        visits: z.int(),
        spent: decimal(),
      }),
    ),
    complete: completeness(),
  }),
  timeout: 240,

  run({ page, step }) {
    return inOneRestaurant(page, async (restaurant) => {
      await step('open the guests', () =>
        openReport(page, { path: 'reports/guest', title: 'Guests', restaurant }),
      );
      return { restaurant, ...(await step('download the list', () => readGuests(page, restaurant))) };
    });
  },
});
