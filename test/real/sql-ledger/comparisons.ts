/** Compares what a flow answered with what the database holds, row for row. */
import { expect } from 'vitest';
import type { AnsweredItem, Due, Whole } from './answers.ts';
import type { AgedRow, ItemRow } from './database.ts';

/** A list of invoices or bills of many customers or vendors. */
export function expectItems(
  answered: AnsweredItem[],
  expected: ItemRow[],
  party: 'customer' | 'vendor',
): void {
  expect(byNumber(answered)).toEqual(
    expected.map((row) => ({
      id: row.id,
      ...item(row),
      [`${party}_number`]: row.party_number,
      [party]: row.party,
    })),
  );
}

/** A list of one customer's invoices, with the day of the last payment. */
export function expectTransactions(answered: AnsweredItem[], expected: ItemRow[]): void {
  expect(byNumber(answered)).toEqual(
    expected.map((row) => ({ id: row.id, ...item(row), paid_on: row.paid_on })),
  );
}

function item({ number, date, due_date, description, currency, amount, paid, due }: ItemRow) {
  return { number, date, due_date, description, currency, amount, paid, due };
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
export function expectWhole({ complete }: Whole): void {
  expect(complete).toMatchObject({
    proven: true,
    because: expect.stringContaining('stated by the app') as string,
  });
}

const byNumber = <Row extends { number: string }>(rows: Row[]): Row[] =>
  rows.toSorted((a, b) => (a.number < b.number ? -1 : 1));
