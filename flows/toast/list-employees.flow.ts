/** Who works at the restaurant and as what, and the jobs that there are. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { readStaff } from './pages/staff.page.ts';
import { inOneRestaurant } from './restaurant.ts';

export default defineFlow({
  app: toast,
  name: 'list_employees',
  title: 'Employees and jobs',
  description: 'Employees with jobs, wages and contact; the jobs with their default wage. Personal data.',
  effect: 'read',
  input: z.object({}),
  output: z.object({
    restaurant: z.string(),
    employees: z.array(
      z.object({
        employee: z.string(),
        jobs: z.array(z.object({ job: z.string(), wage: decimal() })),
        phone: z.string(),
        email: z.string(),
      }),
    ),
    jobs: z.array(
      z.object({ job: z.string(), default_wage: decimal(), tipped: z.boolean(), employees: z.int() }),
    ),
    complete: completeness(),
  }),

  run({ page, step }) {
    return inOneRestaurant(page, async (restaurant) => ({
      restaurant,
      ...(await step('read employees and jobs', () => readStaff(page, restaurant))),
    }));
  },
});
