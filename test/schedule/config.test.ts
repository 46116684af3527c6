import { expect, test } from 'vitest';
import { findWrongDate, withDates } from '../../src/config/relative-dates.ts';
import { toConfig } from '../../src/config/load.ts';
import { loadOffer } from '../../src/offer.ts';
import { manyPack } from '../dataset/office.ts';
import { tinyPack } from '../support/engine.ts';

const good = { tool: 'tiny_list_many', args: { n: 3 }, cron: '30 6 * * 1-5', to: ['rows.csv'] };
const harbor = { app: 'harbor', url: 'http://127.0.0.1:1/', username: 'clerk', password: 'env:NO' };
const tiny = { ...harbor, app: 'tiny' };

function configOf(schedule: object) {
  const accounts = { main: tiny, office: harbor };
  return toConfig({ flows: [tinyPack, manyPack], accounts, schedules: { rows: schedule } }, '/here/c.json');
}

const said = (schedule: object): string => {
  try {
    configOf(schedule);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

test('what a config has wrong is told with its path and what would be right', () => {
  expect(said(good)).toBe('');
  const wrong = [
    [{ cron: '30 6 * *' }, /five fields[\s\S]*schedules\.rows\.cron/],
    [{ cron: '61 6 * * *' }, /no cron expression[\s\S]*schedules\.rows\.cron/],
    [{ cron: '0 0 30 2 *' }, /no day that ever comes[\s\S]*schedules\.rows\.cron/],
    [{ timeZone: 'Chicago' }, /IANA name[\s\S]*schedules\.rows\.timeZone/],
    [{ args: { day: '${yesterday}' } }, /\$\{yesterday\} is no date[\s\S]*schedules\.rows\.args/],
    [{ to: ['rows-${now}.csv'] }, /\$\{now\} is no date[\s\S]*schedules\.rows\.to\[0\]/],
    [{ to: [] }, /where the list goes[\s\S]*schedules\.rows\.to/],
    [{ expect: {} }, /delivers nothing[\s\S]*schedules\.rows\.expect/],
    [
      { cron: '*/5 * * * *', jitterMinutes: 6 },
      /less than the 5 minutes[\s\S]*schedules\.rows\.jitterMinutes/,
    ],
    [{ notify: { webhook: 'hook' } }, /schedules\.rows\.notify\.webhook/],
    [{ quietHours: '22-6' }, /22:00-06:00[\s\S]*schedules\.rows\.quietHours/],
  ] as const;
  for (const [change, message] of wrong) expect(said({ ...good, ...change })).toMatch(message);
});

test('what only the flows can tell is refused when they are loaded, and the others work on', async () => {
  const refusal = async (schedule: object) => {
    const { catalog, schedules } = await loadOffer(configOf(schedule));
    return schedules.has('rows') ? '' : catalog.refused.map(({ reason }) => reason).join();
  };
  expect(await refusal(good)).toBe('');
  const unfit = [
    [{ tool: 'harbor_create_work_order' }, /schedules\.rows: harbor_create_work_order writes/],
    [{ tool: 'tiny_list_all' }, /There is no flow "tiny_list_all"/],
    [{ account: 'other' }, /no account "other"/],
    [{ args: { n: 'many' } }, /n/],
    [{ to: ['rows.docx'] }, /names no place/],
    [{ tool: 'tiny_list_rows', args: {}, maxVanished: 5 }, /cannot be told apart/],
    [{ to: [], expect: { columns: ['price'] } }, /no column "price"/],
  ] as const;
  for (const [change, message] of unfit) expect(await refusal({ ...good, ...change })).toMatch(message);
});

test('relative dates go by the calendar', () => {
  const of = (text: string, today = '2026-03-31') => withDates(text, today);
  expect(of('${today}|${today-1d}|${today-1m}|${today+1y}')).toBe(
    '2026-03-31|2026-03-30|2026-02-28|2027-03-31',
  );
  expect(of('${month_start}|${month_end}|${month_start-1m}|${month_end-1m}')).toBe(
    '2026-03-01|2026-03-31|2026-02-01|2026-02-28',
  );
  expect(of('${week_start}|${week_start-1w}|${quarter_start}|${year_start-1y}|${month-1m}')).toBe(
    '2026-03-30|2026-03-23|2026-01-01|2025-01-01|2026-02',
  );
  expect(withDates({ list: ['${today}'], n: 3 }, '2028-02-29')).toEqual({ list: ['2028-02-29'], n: 3 });
  expect(findWrongDate({ list: ['${today}', { deep: '${today-1}' }] })).toBe('${today-1}');
});
