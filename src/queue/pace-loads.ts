import { sql } from 'kysely';
import type { Store } from '../journal/store.ts';

/** A booking further ahead than so many gaps was made by a clock that has been set back since; it counts for nothing. */
const mostAhead = 20;

/**
 * Books the next page load of an account and answers how long to hold it back. The bookings are in the store: whatever
 * number of sessions and processes load pages of the account, no two loads that are held back begin within the gap.
 * Milliseconds.
 */
export async function bookLoad(store: Store, account: string, gap: number): Promise<number> {
  const now = Date.now();
  return (await book(store, account, { from: now, by: gap, to: now + mostAhead * gap })) - gap - now;
}

/** Takes note of a load that is on its way already: the next one keeps its distance. */
export async function noteLoad(store: Store, account: string, gap: number): Promise<void> {
  const now = Date.now();
  await book(store, account, { from: now + gap, by: 0, to: now + mostAhead * gap });
}

/** Puts the account's next load off, from its booked time if that lies between `from` and `to`, else from `from`. */
async function book(store: Store, account: string, { from, by, to }: Record<'from' | 'by' | 'to', number>) {
  const { next_load_at: next } = await store
    .insertInto('page_loads')
    .values({ account, next_load_at: from + by })
    .onConflict((conflict) =>
      conflict.column('account').doUpdateSet((old) => {
        const booked = old.ref('page_loads.next_load_at');
        return {
          next_load_at: sql<number>`case when ${booked} between ${from} and ${to} then ${booked} else ${from} end + ${by}`,
        };
      }),
    )
    .returning('next_load_at')
    .executeTakeFirstOrThrow();
  return Number(next);
}
