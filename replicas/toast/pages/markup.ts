import type { html } from 'hono/html';

export type Markup = ReturnType<typeof html>;

/** 123456 → "$1,234.56"; below zero "($1,234.56)". */
export function dollars(cents: number): string {
  const text = (Math.abs(cents) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
  return cents < 0 ? `($${text})` : `$${text}`;
}

/** 725 → "7.25". */
export const hundredths = (count: number) => (count / 100).toFixed(2);

export const total = <Row>(rows: Row[], pick: (row: Row) => number) =>
  rows.reduce((sum, row) => sum + pick(row), 0);
