/** Compares what a flow answered with what the database holds, row for row. */
import { expect } from 'vitest';
import type { AgedRow, ItemRow } from './database.ts';

export interface Whole {
  completeness: { proven: boolean; because: string };
}

/** An invoice or a bill in an answer, with its customer or its vendor. */
export type AnsweredItem = Record<string, string | null> & { number: string };

export interface Due {
  currency: string;
  due: string;
}

export function expectItems(
  answered: AnsweredItem[],
  expected: ItemRow[],
  party: 'customer' | 'vendor',
): void {
  expect(byNumber(answered)).toEqual(
    expected.map(({ paid_on: _, party_number, party: name, ...item }) => ({
      ...item,
      [`${party}_number`]: party_number,
      [party]: name,
    })),
  );
}

export function expectDue(answered: Due[], expected: ItemRow[]): void {
  const cents = new Map<string, number>();
  for (const { currency, due } of expected)
    cents.set(currency, (cents.get(currency) ?? 0) + Math.round(Number(due) * 100));
  const sums = [...cents].map(([currency, sum]) => ({ currency, due: (sum / 100).toFixed(2) }));
  expect(answered).toEqual(sums.toSorted((a, b) => (a.currency < b.currency ? -1 : 1)));
}

export function expectAgeing(answered: AgedRow[], expected: AgedRow[]): void {
  const key = (row: AgedRow) => `${row.customer_number} ${row.currency}`;
  expect(answered.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(expected);
}

/** The app itself showed that nothing is missing. */
export function expectWhole({ completeness }: Whole): void {
  expect(completeness).toEqual({
    proven: true,
    because: expect.stringContaining('stated by the app') as string,
  });
}

export const byNumber = <Row extends { number: string }>(rows: Row[]): Row[] =>
  rows.toSorted((a, b) => (a.number < b.number ? -1 : 1));
