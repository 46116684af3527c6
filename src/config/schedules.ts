import { Cron } from 'croner';
import { z } from 'zod';
import { findWrongDate, relativeDatesHint } from './relative-dates.ts';
import { quietHours, secretReference, timeZone } from './words.ts';

/** Whatever a report tells of. */
const events = ['failed', 'missed', 'late', 'held', 'degraded', 'changed', 'recovered'] as const;

export type ScheduleEvent = (typeof events)[number];

const webhook = z
  .union([z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }), secretReference])
  .describe('address that reports are posted to as JSON, or a reference to it where the address is a secret');

/** Who is told when a schedule does not go as it should. */
export const notify = z.strictObject({
  webhook: webhook.optional(),
  command: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('a program and its arguments; it gets the report as JSON on its stdin'),
  on: z
    .array(z.enum(events))
    .min(1)
    .default([...events])
    .describe('which events are told'),
});

const range = z
  .strictObject({ min: z.number().optional(), max: z.number().optional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, 'needs "min" or "max", or both')
  .refine(({ min = -Infinity, max = Infinity }) => min <= max, '"min" must not be more than "max"');

const expect = z
  .strictObject({
    columns: z.array(z.string().min(1)).min(1).optional().describe('each holds something in some row'),
    rows: range.optional().describe('how many there are'),
    sums: z
      .record(z.string(), range)
      .optional()
      .describe('by column of amounts or numbers: what they come to'),
  })
  .describe('what makes the schedule a canary: it only looks whether the flow still works');

const relative = (value: unknown, context: z.RefinementCtx) => {
  const wrong = findWrongDate(value);
  if (wrong !== undefined)
    context.addIssue({ code: 'custom', message: `${wrong} is no date. ${relativeDatesHint}` });
};

/** A run of a reading flow again and again, and where its list goes. */
const schedule = z
  .strictObject({
    tool: z.string().min(1).describe('as `sidedoor flows` names it; one that reads'),
    account: z.string().optional().describe('needed where the app has several'),
    args: z.record(z.string(), z.unknown()).default({}).superRefine(relative),
    cron: z
      .string()
      .superRefine((text, context) => {
        const problem = cronProblem(text);
        if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
      })
      .optional()
      .describe('minute hour day month weekday; left out for one that only another timer or a person starts'),
    timeZone: timeZone
      .optional()
      .describe("of the cron expression, the dates and the quiet hours; the machine's own when not given"),
    to: z.array(z.string().min(1).superRefine(relative)).default([]).describe('as `sidedoor extract --to`'),
    table: z.string().optional().describe('of a database: which table'),
    changes: z
      .string()
      .superRefine(relative)
      .optional()
      .describe('file for what has changed since the last delivery'),
    raw: z.boolean().default(false).describe('CSV for programs'),
    maxVanished: z
      .number()
      .min(0)
      .max(100)
      .optional()
      .describe('percent of the rows; if more have vanished, delivery waits for a person'),
    jitterMinutes: z
      .number()
      .min(0)
      .max(720)
      .default(0)
      .describe('begins up to so much later, another time each'),
    quietHours: quietHours
      .optional()
      .describe('what is due between these times begins when they are over, once'),
    catchUp: z
      .enum(['latest', 'none'])
      .default('latest')
      .describe('of what came due while nothing ran: the latest is done, or none'),
    catchUpHours: z
      .number()
      .positive()
      .max(8_760)
      .default(12)
      .describe('it is done if it is no later than that'),
    lateMinutes: z
      .number()
      .positive()
      .default(30)
      .describe('not delivered so long after its time, it is late'),
    expect: expect.optional(),
    notify: notify.optional(),
  })
  .superRefine(
    ({ to, changes, expect: wanted, cron, jitterMinutes, maxVanished, timeZone: zone }, context) => {
      const refuse = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message });
      const delivers = to.length > 0 || changes !== undefined;
      if (!delivers && !wanted)
        refuse(
          'to',
          'must say where the list goes (e.g. ["rent-roll.csv"]); only a canary, with "expect", delivers nothing',
        );
      if (delivers && wanted)
        refuse(
          'expect',
          'makes it a canary, which delivers nothing: leave out "to" and "changes", or make two schedules',
        );
      if (maxVanished !== undefined && !delivers)
        refuse('maxVanished', 'holds a delivery back, and there is none');
      if (cron !== undefined && jitterMinutes > 0 && cronProblem(cron) === undefined) {
        const shortest = shortestGap(cron, zone);
        if (jitterMinutes * 60_000 >= shortest)
          refuse(
            'jitterMinutes',
            `must be less than the ${shortest / 60_000} minutes between two times of "cron"`,
          );
      }
    },
  );

export const schedules = z
  .record(z.string(), schedule)
  .refine((all) => Object.keys(all).every((name) => /^[a-z][a-z0-9_-]{0,60}$/.test(name)), {
    error: 'names of schedules are lower-case letters, digits, "-" and "_"',
  })
  .default({})
  .describe(
    'runs again and again, by `sidedoor serve`, `sidedoor worker` or a timer that calls `sidedoor extract <name>`',
  );

function cronProblem(text: string): string | undefined {
  if (text.trim().split(/\s+/).length !== 5)
    return 'must have five fields: minute hour day month weekday, e.g. "30 6 * * 1-5"';
  try {
    const next = new Cron(text, { timezone: 'UTC', paused: true, mode: '5-part' }).nextRun();
    return next ? undefined : 'means no day that ever comes';
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : '';
    return `is no cron expression (${why}); e.g. "30 6 * * 1-5" is 6:30 from Monday to Friday`;
  }
}

/** Of the next hundred times, in milliseconds. */
function shortestGap(cron: string, zone: string | undefined): number {
  const pattern = new Cron(cron, {
    paused: true,
    mode: '5-part',
    ...(zone !== undefined && { timezone: zone }),
  });
  const times = pattern.nextRuns(100).map(Number);
  return Math.min(...times.slice(1).map((time, index) => time - times[index]!));
}
