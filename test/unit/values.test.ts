import { describe, expect, test } from 'vitest';
import {
  amount,
  amountOrZero,
  excelDate,
  fromCents,
  isoDate,
  isoDateOrNull,
  isoDateTime,
  isoMonth,
  isoPeriod,
  screenMonth,
} from '../../src/index.ts';
import type { Cell, DateOrder, MonthOrder } from '../../src/index.ts';

const midnight = new Date('2026-11-01T00:00:00Z');

describe('a date', () => {
  test.each<[Cell, DateOrder, string]>([
    ['110126', 'mdy', '2026-11-01'],
    ['11012026', 'mdy', '2026-11-01'],
    ['011126', 'dmy', '2026-11-01'],
    ['20261101', 'ymd', '2026-11-01'],
    ['11/01/26', 'mdy', '2026-11-01'],
    ['11-01-2026', 'mdy', '2026-11-01'],
    ['1.11.2026', 'dmy', '2026-11-01'],
    ['2026-11-01', 'ymd', '2026-11-01'],
    ['\u{A0}11/1/2026 ', 'mdy', '2026-11-01'],
    ['Nov 1, 2026', 'mdy', '2026-11-01'],
    ['Sept. 30 2026', 'mdy', '2026-09-30'],
    ['1 November 2026', 'dmy', '2026-11-01'],
    ['01-Nov-26', 'dmy', '2026-11-01'],
    [midnight, 'mdy', '2026-11-01'],
  ])('%j in %s is %s', (cell, order, expected) => {
    expect(isoDate(cell, order)).toBe(expected);
  });

  test.each<[Cell, DateOrder]>([
    ['202611', 'ymd'],
    ['260311', 'ymd'],
    ['1126', 'mdy'],
    ['11126', 'mdy'],
    ['46327', 'mdy'],
    [46327, 'mdy'],
    [20261101, 'ymd'],
    ['13/01/2026', 'mdy'],
    ['02/30/2026', 'mdy'],
    ['2026-11-01', 'mdy'],
    ['11-01/2026', 'mdy'],
    ['1-2-3', 'mdy'],
    ['11/01/026', 'mdy'],
    ['Ma 1, 2026', 'mdy'],
    ['Nov 31, 2026', 'mdy'],
    ['9/28/26 8:21 AM', 'mdy'],
    [new Date('2026-11-01T08:21:00Z'), 'mdy'],
    [true, 'mdy'],
    [null, 'mdy'],
  ])('%j in %s is none, or leaves a doubt', (cell, order) => {
    expect(() => isoDate(cell, order)).toThrow(/stands where a date should be/);
  });

  test('is nothing where the cell is empty', () => {
    expect(isoDateOrNull(null, 'mdy')).toBeNull();
    expect(isoDateOrNull(' \u{A0}', 'mdy')).toBeNull();
  });

  test('as days since 1900 is read only where the author says so', () => {
    expect(excelDate(46327)).toBe('2026-11-01');
    expect(excelDate('46327')).toBe('2026-11-01');
    for (const cell of [60, 46327.5, 20261101, '11/01/26', null]) {
      expect(() => excelDate(cell)).toThrow(/days since 1900/);
    }
  });
});

describe('a month', () => {
  test.each<[Cell, MonthOrder, string]>([
    ['0326', 'my', '2026-03'],
    ['032026', 'my', '2026-03'],
    ['03/2026', 'my', '2026-03'],
    ['3/26', 'my', '2026-03'],
    ['2026-03', 'ym', '2026-03'],
    ['202603', 'ym', '2026-03'],
    ['Mar 2026', 'my', '2026-03'],
    ['March, 2026', 'my', '2026-03'],
  ])('%j in %s is %s', (cell, order, expected) => {
    expect(isoMonth(cell, order)).toBe(expected);
  });

  test.each<[Cell, MonthOrder]>([
    ['2026', 'my'],
    ['13/2026', 'my'],
    ['0026', 'my'],
    ['03/2026', 'ym'],
    ['Foo 2026', 'my'],
    ['326', 'my'],
    [326, 'my'],
    ['', 'my'],
  ])('%j in %s is none', (cell, order) => {
    expect(() => isoMonth(cell, order)).toThrow(/stands where a month should be/);
  });

  test('goes back as the app writes it', () => {
    expect(screenMonth('2026-03', 'my', '/')).toBe('03/2026');
    expect(screenMonth('2026-03', 'ym', '')).toBe('202603');
  });
});

describe('a period', () => {
  test.each([
    'Dec 4, 2023 – Dec 11, 2023',
    '12/04/2023 - 12/11/2023',
    '12-04-2023 to 12-11-2023',
    '120423—121123',
  ])('%s', (text) => {
    expect(isoPeriod(text, 'mdy')).toEqual({ from: '2023-12-04', to: '2023-12-11' });
  });

  test.each(['Dec 4 – Dec 11, 2023', 'Dec 11, 2023 – Dec 4, 2023', 'Dec 4, 2023', ''])(
    '%j is none',
    (text) => {
      expect(() => isoPeriod(text, 'mdy')).toThrow(/should be/);
    },
  );
});

describe('a date with a time', () => {
  test.each<[Cell, string]>([
    ['9/28/26 8:21 AM', '2026-09-28T08:21:00'],
    ['9/28/26 12:05 am', '2026-09-28T00:05:00'],
    ['09/28/2026, 12:05:09 p.m.', '2026-09-28T12:05:09'],
    ['Sep 28, 2026 at 8:21\u{202F}PM', '2026-09-28T20:21:00'],
    ['09/28/2026 20:21', '2026-09-28T20:21:00'],
    [new Date('2026-09-28T08:20:59.998Z'), '2026-09-28T08:21:00'],
  ])('%j is %s', (cell, expected) => {
    expect(isoDateTime(cell, 'mdy')).toBe(expected);
  });

  test.each<[Cell]>([
    ['9/28/26'],
    ['9/28/26 13:00 PM'],
    ['9/28/26 0:30 AM'],
    ['9/28/26 24:00'],
    ['8:21 AM'],
    [null],
  ])('%j is none', (cell) => {
    expect(() => isoDateTime(cell, 'mdy')).toThrow(/should be/);
  });
});

describe('money', () => {
  test.each<[Cell, string]>([
    ['(1,234.56)', '-1234.56'],
    ['$(1,234.56)', '-1234.56'],
    ['($1,234.56)', '-1234.56'],
    ['-$5', '-5.00'],
    ['$-5.10', '-5.10'],
    ['$ -5.10', '-5.10'],
    ['1,234.56-', '-1234.56'],
    ['−7.00', '-7.00'],
    ['\u{A0}12.50 €', '12.50'],
    [1234.5, '1234.50'],
    [0.1 + 0.2, '0.30'],
    [-0, '0.00'],
    [1e-7, '0.0000001'],
  ])('%j is %s', (cell, expected) => {
    expect(amount(cell)).toBe(expected);
  });

  test.each<[Cell]>([
    ['1.234,56'],
    ['(75.00)-'],
    ['--5'],
    ['12 34.00'],
    ['12 $ 34'],
    ['12$34'],

    ['(5'],
    ['5%'],
    [true],
    [null],
    [Number.NaN],
  ])('%j is none, or leaves a doubt', (cell) => {
    expect(() => amount(cell)).toThrow(/stands where an amount should be/);
  });

  test('in cents is told by the author', () => {
    expect(fromCents(1250)).toBe('12.50');
    expect(fromCents('-5')).toBe('-0.05');
    expect(() => fromCents(12.5)).toThrow(/cents/);
    expect(() => fromCents('12.50')).toThrow(/cents/);
    expect(amountOrZero(null)).toBe('0.00');
  });
});
