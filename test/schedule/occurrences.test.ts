import { describe, expect, test } from 'vitest';
import { Occurrences } from '../../src/schedule/occurrences.ts';
import type { Schedule } from '../../src/schedule/schedule.ts';
import { beginOf } from '../../src/schedule/timing.ts';

const at = (iso: string) => Date.parse(iso);
const iso = (moment: number | undefined) => moment && new Date(moment).toISOString().replace(':00.000Z', 'Z');

function following(expression: string, timeZone: string, from: string, count = 4) {
  const occurrences = new Occurrences(expression, timeZone);
  return [...occurrences.between(at(from), Infinity, count)].map(iso);
}

describe('where spring leaves an hour out', () => {
  test('a job in it fires once, at the first moment after it', () => {
    expect(following('30 2 * * *', 'America/Chicago', '2026-03-07T00:00Z')).toEqual([
      '2026-03-07T08:30Z',
      '2026-03-08T08:00Z',
      '2026-03-09T07:30Z',
      '2026-03-10T07:30Z',
    ]);
    expect(following('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', 2)).toEqual([
      '2026-03-29T01:00Z',
      '2026-03-30T00:30Z',
    ]);
  });

  test('several times in it fire once together, and once with the one that it ends at', () => {
    expect(following('*/15 2 * * *', 'America/Chicago', '2026-03-08T00:00Z', 2)).toEqual([
      '2026-03-08T08:00Z',
      '2026-03-09T07:00Z',
    ]);
    expect(following('0 2,3 * * *', 'America/Chicago', '2026-03-08T00:00Z', 2)).toEqual([
      '2026-03-08T08:00Z',
      '2026-03-09T07:00Z',
    ]);
  });

  test('midnight may be what is left out', () => {
    expect(following('30 0 * * *', 'America/Havana', '2026-03-07T12:00Z', 2)).toEqual([
      '2026-03-08T05:00Z',
      '2026-03-09T04:30Z',
    ]);
  });

  test('half an hour may be', () => {
    expect(following('5 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00Z', 2)).toEqual([
      '2026-10-03T15:30Z',
      '2026-10-04T15:05Z',
    ]);
  });

  test('every half hour goes on evenly', () => {
    expect(following('*/30 * * * *', 'America/Chicago', '2026-03-08T07:00Z', 3)).toEqual([
      '2026-03-08T07:30Z',
      '2026-03-08T08:00Z',
      '2026-03-08T08:30Z',
    ]);
  });
});

describe('where autumn repeats an hour', () => {
  test('a job in it fires the first time only', () => {
    expect(following('30 1 * * *', 'America/Chicago', '2026-10-31T12:00Z', 2)).toEqual([
      '2026-11-01T06:30Z',
      '2026-11-02T07:30Z',
    ]);
    expect(following('0,30 1 * * *', 'America/Chicago', '2026-11-01T00:00Z', 3)).toEqual([
      '2026-11-01T06:00Z',
      '2026-11-01T06:30Z',
      '2026-11-02T07:00Z',
    ]);
    expect(following('30 2 * * *', 'Europe/Berlin', '2026-10-25T00:45Z', 1)).toEqual(['2026-10-26T01:30Z']);
  });

  test('every half hour goes on evenly', () => {
    expect(following('*/30 * * * *', 'America/Chicago', '2026-11-01T05:30Z', 5)).toEqual([
      '2026-11-01T06:00Z',
      '2026-11-01T06:30Z',
      '2026-11-01T07:00Z',
      '2026-11-01T07:30Z',
      '2026-11-01T08:00Z',
    ]);
  });
});

test('looking back finds exactly what looking ahead did, minute by minute around both changes', () => {
  const expressions = ['30 2 * * *', '30 1 * * *', '*/20 1-3 * * *', '*/30 * * * *', '0 */2 * * *'];
  for (const expression of expressions) {
    for (const day of ['2026-03-08', '2026-11-01']) {
      const occurrences = new Occurrences(expression, 'America/Chicago');
      const [from, to] = [at(`${day}T04:00Z`), at(`${day}T10:00Z`)];
      const ahead = [...occurrences.between(from - 86_400_000, to, 1_000)];
      expect(new Set(ahead).size).toBe(ahead.length);
      for (let now = from; now <= to; now += 5 * 60_000) {
        const expected = ahead.findLast((each) => each <= now);
        expect(iso(occurrences.latest(now)), `${expression} at ${iso(now)}`).toBe(iso(expected));
      }
    }
  }
});

test('ordinary days, ends of months, and an expression that means no day', () => {
  expect(following('30 6 * * 1-5', 'America/Chicago', '2026-11-20T13:00Z', 2)).toEqual([
    '2026-11-23T12:30Z',
    '2026-11-24T12:30Z',
  ]);
  expect(following('0 7 L * *', 'Asia/Kolkata', '2026-01-31T12:00Z', 1)).toEqual(['2026-02-28T01:30Z']);
  expect(new Occurrences('0 0 30 2 *', 'UTC').after(0)).toBeUndefined();
  expect(new Occurrences('30 6 * * *', 'UTC').latest(at('2026-11-20T06:30Z'))).toBe(at('2026-11-20T06:30Z'));
  expect(new Occurrences('30 6 * * *', 'UTC').after(at('2026-11-20T06:30Z'))).toBe(at('2026-11-21T06:30Z'));
});

test('jitter puts a time off by less than it says, evenly, and by the same on every host', () => {
  const schedule = (name: string) => ({ name, jitterMinutes: 30, quiet: [] }) as unknown as Schedule;
  const day = 86_400_000;
  const due = (days: number) => at('2026-11-20T06:00Z') + days * day;
  const minutes = Array.from(
    { length: 300 },
    (_, days) => (beginOf(schedule('roll'), due(days)) - due(days)) / 60_000,
  );
  expect(Math.min(...minutes)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...minutes)).toBeLessThan(30);
  for (const third of [0, 10, 20]) {
    const share = minutes.filter((each) => each >= third && each < third + 10).length / minutes.length;
    expect(share).toBeGreaterThan(0.25);
  }
  expect(beginOf(schedule('roll'), due(1))).toBe(beginOf(schedule('roll'), due(1)));
  expect(beginOf(schedule('other'), due(1))).not.toBe(beginOf(schedule('roll'), due(1)));
});
