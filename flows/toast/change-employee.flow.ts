/** Changes an employee's contact, or gives him a job or another wage in one. It holds at once, without publishing. */
import { z } from 'zod';
import { defineFlow, InvalidInput, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { EmployeePage } from './pages/employee.page.ts';
import type { EmployeeFields, EmployeeShown } from './pages/employee.page.ts';
import { goTo, inOneRestaurant } from './restaurant.ts';
import { employeeShown, wage } from './schemas.ts';

interface Change {
  email?: string | undefined;
  phone?: string | undefined;
  job?: string | undefined;
  wage?: string | undefined;
}

/** What the employee is to have: what was asked for, and the rest as it is. */
function wanted({ email, phone, jobs }: EmployeeFields, change: Change): EmployeeFields {
  const { job, wage } = change;
  const others =
    job && wage
      ? jobs.some((one) => one.job === job)
        ? jobs.map((one) => (one.job === job ? { job, wage } : one))
        : [...jobs, { job, wage }]
      : jobs;
  return { email: change.email ?? email, phone: change.phone ?? phone, jobs: others };
}

const fieldsOf = ({ email, phone, jobs }: EmployeeFields): EmployeeFields => ({ email, phone, jobs });
const same = (one: EmployeeFields, other: EmployeeFields) =>
  JSON.stringify(fieldsOf(one)) === JSON.stringify(fieldsOf(other));

export default defineFlow({
  app: toast,
  name: 'change_employee',
  title: 'Change an employee',
  description: 'Changes contact, or the wage in a job, which is given if it is new. Holds at once.',
  effect: 'write',
  input: z.object({
    employee: z.string().trim().min(1).describe('"Last, First"'),
    email: z.email().optional().describe('New'),
    phone: z.string().trim().min(1).optional().describe('New'),
    job: z.string().trim().min(1).optional().describe('Exact title; with wage'),
    wage: wage().optional().describe('Hourly, e.g. "15.50"'),
  }),
  output: employeeShown,

  async run({ page, input, step, commit }) {
    const { email, phone, job, wage } = input;
    if (!email && !phone && !job) throw new InvalidInput('Nothing is to be changed.');
    if ((job === undefined) !== (wage === undefined))
      throw new InvalidInput('A job goes with its wage: give both.');
    const open = (restaurant: string) => EmployeePage.open(page, restaurant, input.employee);
    const { editor, before, after } = await inOneRestaurant(page, async (restaurant) => {
      const editor = await step('open the employee', () => open(restaurant));
      const before = await editor.read();
      const after = wanted(before, input);
      if (same(before, after))
        throw new Refused(`${before.employee} has these values already.`, {
          hint: 'There is nothing to do.',
        });
      await step('fill in the changes', () => editor.fill(before, after));
      return { editor, before, after };
    });
    const { complete: _proven, ...was } = before;
    await commit({
      preview: { ...was, after },
      warnings: job ? ['What is worked from now on is paid by it.'] : [],
      sends: editor.sends(before, after),
      action: () => editor.save(),
    });
    const now = await step('read it back', async () => (await open(before.restaurant)).read());
    if (!same(now, after)) throw new OutcomeUnknown('Toast said that it saved, but shows other values.');
    return now;
  },

  /** No field carries a mark; but whatever is saved changes "last edited", which is in the preview with all values. */
  async reconcile({ page, input, preview }): Promise<EmployeeShown | null> {
    const { restaurant, last_edited, after } = preview as unknown as EmployeeShown & {
      after: EmployeeFields;
    };
    await goTo(page, restaurant);
    const now = await (await EmployeePage.open(page, restaurant, input.employee)).read();
    if (same(now, after)) return now;
    if (now.last_edited === last_edited) return null;
    throw new OutcomeUnknown(`${now.employee} has been edited since: ${now.last_edited}.`);
  },
});
