import type { Page } from 'playwright';
import { amount, byCount, byFooting } from 'sidedoor-mcp';
import { stillIn, stillWorksIn } from '../restaurant.ts';
import { exportFile, rowsOfExport } from './export.ts';
import { count, textOf, whole } from './reading.ts';

const columns = {
  id: 'Customer ID',
  first: 'First Name',
  last: 'Last Name',
  email: 'Email',
  phone: 'Phone',
  visits: '# of Visits',
  gross: 'Gross Amount',
};

/** The file does not say whose guests they are: number and spend on the screen prove it. */
export async function readGuests(page: Page, restaurant: string) {
  const stated = count(await textOf(page, '[data-testid="guest-count"]'));
  const spend = await textOf(page, '[data-testid="guest-spend"]');
  const file = await exportFile(page, 'Guests', [page.locator('[aria-label="Download report"]')]);
  await stillIn(page, restaurant);
  const rows = rowsOfExport(file, { name: 'the guest list', columns });
  const guests = rows.map((row) => ({
    id: row.id,
    first_name: row.first,
    last_name: row.last,
    email: row.email,
    phone: row.phone,
    visits: count(row.visits),
    spent: amount(row.gross),
  }));
  const spent = guests.map((guest) => guest.spent);
  const footing = byFooting(spent, spend);
  // The page is older than the file: as many guests of another restaurant spend another amount.
  if (!footing.proven) await stillWorksIn(page, restaurant);
  return {
    guests,
    complete: whole('The guest list', [byCount(guests.length, stated)], [footing]),
  };
}
