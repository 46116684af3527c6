/** Corrects the times or the cash tips of a time entry. It holds at once, and Toast's audit keeps what was before. */
import { z } from 'zod';
import { decimal, defineFlow, InvalidInput, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { findEntry } from './pages/find-entry.ts';
import { TimeEntryPage } from './pages/time-entry.page.ts';
import type { EntryShown, EntryTimes } from './pages/time-entry.page.ts';
import { goTo, inOneRestaurant } from './restaurant.ts';
import { dollars } from './schemas.ts';

const localTime = () => z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);

/** What the entry is to have: what was asked for, and the rest as it is. */
function wanted(now: EntryTimes, { in: start, out, cash_tips }: Partial<EntryTimes>): EntryTimes {
  return {
    in: start ? `${start}:00` : now.in,
    out: out ? `${out}:00` : now.out,
    cash_tips: cash_tips ?? now.cash_tips,
  };
}

const same = (one: EntryTimes, other: EntryTimes) =>
  one.in === other.in && one.out === other.out && one.cash_tips === other.cash_tips;

export default defineFlow({
  app: toast,
  name: 'change_time_entry',
  title: 'Correct a time entry',
  description: 'Corrects clock-in, clock-out or cash tips of a shift; hours and pay follow. Holds at once.',
  effect: 'write',
  input: z.object({
    employee: z.string().trim().min(1).describe('"Last, First"'),
    date: z.iso.date().describe('Business date'),
    started: localTime().optional().describe('Clock-in now, if several, e.g. 2026-11-19T16:15'),
    in: localTime().optional().describe('New, e.g. 2026-11-19T16:15'),
    out: localTime().optional().describe('New, e.g. 2026-11-19T23:30'),
    cash_tips: dollars().optional().describe('New, e.g. "12.50"'),
  }),
  output: z.object({
    restaurant: z.string(),
    number: z.string(),
    employee: z.string(),
    job: z.string(),
    date: z.iso.date(),
    in: z.string(),
    out: z.string(),
    cash_tips: decimal(),
    regular_hours: decimal(),
    overtime_hours: decimal(),
    pay: decimal(),
    edits: z.int(),
  }),

  async run({ page, input, step, commit }) {
    if (!input.in && !input.out && !input.cash_tips)
      throw new InvalidInput('Nothing is to be changed: give "in", "out" or "cash_tips".');
    const { editor, before, times, filled } = await inOneRestaurant(page, async (restaurant) => {
      const number = await step('find the entry', () => findEntry(page, restaurant, input));
      const editor = await step('open it', () => TimeEntryPage.open(page, restaurant, number));
      const before = await editor.read();
      const times = wanted(before, input as Partial<EntryTimes>);
      if (same(before, times)) throw new Refused('The time entry has these values already.');
      const filled = await step('fill in the times', () => editor.fill(times));
      return { editor, before, times, filled };
    });
    const { in: new_in, out: new_out, cash_tips: new_cash_tips } = filled;
    await commit({
      preview: { ...before, new_in, new_out, new_cash_tips },
      warnings: ['Pay changes with it at once.'],
      sends: editor.sends(times),
      action: () => editor.save(),
    });
    const after = await step('read it back', async () => {
      const { restaurant, number } = before;
      return (await TimeEntryPage.open(page, restaurant, number)).read();
    });
    if (!same(after, times)) throw new OutcomeUnknown(`Toast said that it saved, but shows ${after.in}.`);
    return after;
  },

  /** No field carries a mark; but whatever is saved adds to Toast's audit, and how long that was is in the preview. */
  async reconcile({ page, preview }): Promise<EntryShown | null> {
    const { restaurant, number, edits, new_in, new_out, new_cash_tips } = preview as unknown as EntryShown &
      Record<`new_${keyof EntryTimes}`, string>;
    await goTo(page, restaurant);
    const now = await (await TimeEntryPage.open(page, restaurant, number)).read();
    if (now.edits === edits) return null;
    if (same(now, { in: new_in, out: new_out, cash_tips: new_cash_tips })) return now;
    throw new OutcomeUnknown(`Time entry ${number} has been edited since: ${now.in} to ${now.out}.`);
  },
});
