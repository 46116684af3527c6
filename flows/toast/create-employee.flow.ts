/** Adds an employee with one job. It holds at once; who is known by his e-mail already is never added again. */
import { z } from 'zod';
import { defineFlow, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { findCreated, hasEmail, NewEmployeePage } from './pages/new-employee.page.ts';
import { readPeople } from './pages/staff.page.ts';
import { assertWorksIn, goTo, inOneRestaurant, thoughBrokenOff, whereNow } from './restaurant.ts';
import { employeeShown, wage } from './schemas.ts';

export default defineFlow({
  app: toast,
  name: 'create_employee',
  title: 'Add an employee',
  description: 'Adds an employee with a job, at once. Refused if the e-mail is taken.',
  effect: 'write',
  input: z.object({
    employee: z
      .string()
      .trim()
      .regex(/^[^,\s][^,]*, [^,]*[^,\s]$/)
      .describe('e.g. "Chen, Amy"'),
    email: z.email().describe('Must be new here'),
    phone: z.string().trim().min(1).optional().describe('Mobile'),
    job: z.string().trim().min(1).describe('Exact title'),
    wage: wage().describe('Hourly, e.g. "15.50"'),
  }),
  output: employeeShown,

  async run({ page, input, step, commit }) {
    const { restaurant, form, namesakes } = await inOneRestaurant(page, async (restaurant) => {
      const { people } = await step('see who is there', () => readPeople(page, restaurant));
      const taken = people.find(hasEmail(input.email));
      if (taken)
        throw new Refused(`${taken.employee} has the e-mail ${taken.email} at ${restaurant} already.`, {
          hint: 'If it is the same person, there is nothing to add: change_employee gives a job more.',
        });
      const namesakes = people.filter(
        ({ employee }) => employee.toLowerCase() === input.employee.toLowerCase(),
      );
      const form = await step('open the form', () => NewEmployeePage.open(page, restaurant));
      await step('fill it in', () => form.fill(input));
      await assertWorksIn(page, restaurant);
      return { restaurant, form, namesakes };
    });
    await commit({
      preview: { restaurant, ...input },
      warnings: namesakes.map(
        ({ employee, email }) => `${employee} is there already, with the e-mail ${email}.`,
      ),
      sends: form.sends(input),
      action: () => thoughBrokenOff(form.save()),
    });
    return step('read it back', async () => {
      const now = await whereNow(page);
      const elsewhere = now === restaurant ? null : await findCreated(page, now, input);
      await goTo(page, restaurant);
      const created = (await findCreated(page, restaurant, input)) ?? elsewhere;
      if (!created) throw new OutcomeUnknown('Toast said that it saved, but does not list the employee.');
      return created;
    });
  },

  /** Nobody had the e-mail before; whoever has it now was added. */
  async reconcile({ page, input, preview }) {
    const { restaurant } = preview as { restaurant: string };
    await goTo(page, restaurant);
    return findCreated(page, restaurant, input);
  },
});
