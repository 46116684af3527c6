/** "${today-1d}", "${month_start-1m}", "${month}": an anchor and, if need be, how far from it. */
const expression = /\$\{([^}]*)\}/g;
const shape =
  /^(today|week_start|month_start|month_end|quarter_start|year_start|month)(?:([+-]\d{1,4})([dwmy]))?$/;

export const relativeDatesHint =
  'Write ${today}, ${week_start} (a Monday), ${month_start}, ${month_end}, ${quarter_start} or ${year_start}, which are dates, or ${month} ("2026-11"); each with a distance if need be: ${today-1d}, ${month_end-1m}. Units are d, w, m and y.';

/** The first expression in a value, however deep, that means nothing; undefined when there is none. */
export function findWrongDate(value: unknown): string | undefined {
  if (typeof value === 'string')
    return [...value.matchAll(expression)].find(([, inside]) => !shape.test(inside!))?.[0];
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.values(value)
    .map(findWrongDate)
    .find((wrong) => wrong !== undefined);
}

/**
 * Puts dates in the place of the expressions, in every text of a value.
 *
 * @param today the day that they are relative to, YYYY-MM-DD.
 */
export function withDates<Value>(value: Value, today: string): Value {
  if (typeof value === 'string')
    return value.replaceAll(expression, (_all, inside: string) => dateOf(inside, today)) as Value;
  if (Array.isArray(value)) return value.map((each: unknown) => withDates(each, today)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]): [string, unknown] => [name, withDates(each, today)]),
  ) as Value;
}

function dateOf(inside: string, today: string): string {
  const [, anchor = '', distance = '0', unit = 'd'] = shape.exec(inside) ?? [];
  const [year = 0, month = 0, date = 0] = today.split('-').map(Number);
  const by = Number(distance);
  const days = unit === 'w' ? by * 7 : unit === 'd' ? by : 0;
  const months = unit === 'y' ? by * 12 : unit === 'm' ? by : 0;
  // Whole months are gone from the anchor, and never out of the month that they lead to.
  switch (anchor) {
    case 'today':
      return day(year, month - 1 + months, Math.min(date, lengthOf(year, month - 1 + months)) + days);
    case 'week_start': {
      const target = month - 1 + months;
      const there = Math.min(date, lengthOf(year, target));
      const sinceMonday = (new Date(Date.UTC(year, target, there)).getUTCDay() + 6) % 7;
      return day(year, target, there - sinceMonday + days);
    }
    case 'month_end':
      return day(year, month + months, days);
    case 'quarter_start':
      return day(year, Math.floor((month - 1) / 3) * 3 + months, 1 + days);
    case 'year_start':
      return day(year, months, 1 + days);
    case 'month':
      return day(year, month - 1 + months, 1 + days).slice(0, 7);
    default:
      return day(year, month - 1 + months, 1 + days);
  }
}

const day = (year: number, month: number, date: number) =>
  new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);

const lengthOf = (year: number, month: number) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
