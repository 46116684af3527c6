import type { Context, Hono } from 'hono';
import { carryOut } from '../../saves/carry-out.ts';
import { Save } from '../../saves/save.ts';
import { fromClockTime } from '../data/days.ts';
import { saveTimeEntry } from '../edits.ts';
import { errorPage } from '../pages/door.ts';
import { timeEntryPage } from '../pages/time-entry.ts';
import type { Session } from '../sessions.ts';
import type { SaveKind, World } from '../world.ts';
import { fieldOf } from './door.ts';
import { savingOf } from './saving.ts';

const path = '/restaurants/admin/timeentries/:number';

/** Editing a time entry of the session's restaurant. It holds at once. */
export function addTimeEntries(app: Hono, world: World, sessionOf: (c: Context) => Session): void {
  const entryOf = (c: Context) =>
    world.records.timeEntries.find(
      ({ number, restaurant }) => number === c.req.param('number') && restaurant === sessionOf(c).restaurant,
    );
  const missing = (c: Context) => c.html(errorPage('Not found', 'This time entry does not exist.'), 404);

  app.get(path, (c) => {
    const entry = entryOf(c);
    const says = c.req.query('saved') === '1' ? 'Saved.' : '';
    return entry ? c.html(timeEntryPage(world, sessionOf(c), entry, says)) : missing(c);
  });
  app.post(path, async (c) => {
    const session = sessionOf(c);
    const entry = entryOf(c);
    const [start, end] = [
      fromClockTime(await fieldOf(c, 'inDate')),
      fromClockTime(await fieldOf(c, 'outDate')),
    ];
    const tips = await fieldOf(c, 'cashTips');
    if (!entry) return missing(c);
    return carryOut<string, SaveKind>({
      ...savingOf(world, c, session),
      show: (says) => c.html(timeEntryPage(world, session, entry, says)),
      judge() {
        if (!session.user.editsMenus) return 'You do not have permission to edit time entries.';
        if (!start || !end || !/^\d{1,4}(\.\d\d)?$/.test(tips)) return 'Enter valid times and tips.';
        if (end <= start) return 'Out Date must be after In Date.';
        return new Save<string, SaveKind>({
          kind: 'time_entry',
          reference: entry.number,
          write() {
            const typed = { in: start, out: end, cashTips: Math.round(Number(tips) * 100) };
            saveTimeEntry(world, entry, typed, session.user.fullName);
            return entry.number;
          },
          after: () => c.redirect(`/restaurants/admin/timeentries/${entry.number}?saved=1`),
        });
      },
    });
  });
}
