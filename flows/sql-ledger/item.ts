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

/** Its own number inside the application, which no two have; the one that people read may come twice. */
export const listedSchema = () => z.object({ id: z.string() }).extend(itemSchema().shape);

export type Item = z.output<ReturnType<typeof itemSchema>>;

export const toListed = (transaction: Transaction) => ({ id: transaction.id, ...toItem(transaction) });

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

/** What is due of the items so far, in each currency. */
export class DueByCurrency {
  readonly #sums = new Map<string, string>();

  add(items: Pick<Item, 'currency' | 'due'>[]): void {
    for (const { currency, due } of items)
      this.#sums.set(currency, sum([this.#sums.get(currency) ?? '0', due]));
  }

  get all(): { currency: string; due: string }[] {
    const currencies = [...this.#sums].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return currencies.map(([currency, due]) => ({ currency, due }));
  }
}
