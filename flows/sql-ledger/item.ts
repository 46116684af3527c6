import { z } from 'zod';
import { decimal, sum } from 'sidedoor-mcp';
import type { Transaction } from './pages/transaction.ts';

/** Schema of an invoice or a bill in a list. Amounts are in its own currency. */
export const itemSchema = () =>
  z.object({
    number: z.string(),
    date: z.iso.date(),
    due_date: z.iso.date(),
    description: z.string(),
    currency: z.string(),
    amount: decimal().describe('Negative for a credit note'),
    paid: decimal(),
    due: decimal().describe('Negative when too much was paid'),
  });

export type Item = z.output<ReturnType<typeof itemSchema>>;

export function toItem({
  number,
  date,
  due_date,
  description,
  currency,
  amount,
  paid,
  due,
}: Transaction): Item {
  return { number, date, due_date, description, currency, amount, paid, due };
}

/** Schema of what is due, in each currency. */
export const dueSchema = () => z.array(z.object({ currency: z.string(), due: decimal() }));

export function dueByCurrency(items: Pick<Item, 'currency' | 'due'>[]): { currency: string; due: string }[] {
  const currencies = [...new Set(items.map(({ currency }) => currency))].toSorted();
  return currencies.map((currency) => ({
    currency,
    due: sum(items.filter((item) => item.currency === currency).map(({ due }) => due)),
  }));
}
