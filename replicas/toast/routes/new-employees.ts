import type { Context, Hono } from 'hono';
import { carryOut } from '../../saves/carry-out.ts';
import { Save } from '../../saves/save.ts';
import { addEmployee } from '../edits.ts';
import { newEmployeePage } from '../pages/staff-editors.ts';
import type { Session } from '../sessions.ts';
import type { SaveKind, World } from '../world.ts';
import { savingOf } from './saving.ts';
import { denied, isEmail, isWage } from './staff-rules.ts';

const path = '/restaurants/admin/employees';

/**
 * Adding somebody to the session's restaurant. Nobody looks whether he is there already: a second one with his name and
 * e-mail is a second employee.
 */
export function addNewEmployees(app: Hono, world: World, sessionOf: (c: Context) => Session): void {
  const isPayroll = () => world.switches.payrollPopup;

  app.get(`${path}/new`, (c) =>
    isPayroll() ? c.redirect(path) : c.html(newEmployeePage(world, sessionOf(c))),
  );
  app.post(path, async (c) => {
    const session = sessionOf(c);
    const sent = (await c.req.parseBody()) as Record<string, string>;
    const typed = (name: string) => (sent[name] ?? '').trim();
    return carryOut<string, SaveKind>({
      ...savingOf(world, c, session),
      show: (words) => c.html(newEmployeePage(world, session, words, sent)),
      judge() {
        const { restaurant } = session;
        const isJob = world.records.jobTitles.some(
          (one) => one.restaurant === restaurant && one.name === typed('job'),
        );
        if (!session.user.editsMenus) return denied;
        if (isPayroll()) return c.redirect(path);
        if (typed('firstName') === '' || typed('lastName') === '') return 'Enter a first and a last name.';
        if (!isEmail(typed('email'))) return 'Enter a valid email.';
        if (!isJob) return 'Choose a job.';
        if (!isWage(typed('wage'))) return 'Enter a valid wage.';
        return new Save<string, SaveKind>({
          kind: 'new_employee',
          reference: typed('email'),
          write: () =>
            addEmployee(
              world,
              {
                restaurant,
                name: `${typed('lastName')}, ${typed('firstName')}`,
                email: typed('email'),
                phone: typed('phone'),
                jobs: [{ job: typed('job'), wage: Math.round(Number(typed('wage')) * 100) }],
              },
              session.user.fullName,
            ),
          after: () => c.redirect(`${path}?saved=1`),
        });
      },
    });
  });
}
