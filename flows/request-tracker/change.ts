import { z } from 'zod';
import type { Transaction } from './pages/transactions.page.ts';

/** Schema of one value of a ticket that was changed. */
export const change = () =>
  z.object({
    ticket: z.number().int(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    at: z.iso.datetime(),
    by: z.string().describe('Login name'),
    entry: z.number().int().describe("Its number in the ticket's history"),
  });

export function toChange(
  { id, ticket, at, by }: Transaction,
  values: { from: string | null; to: string | null },
) {
  return { ticket, ...values, at, by, entry: id };
}
