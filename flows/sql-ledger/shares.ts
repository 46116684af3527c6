import { InvalidInput, NotFound, sum } from 'sidedoor-mcp';
import type { Share } from './pages/receipt-form.page.ts';
import type { Transaction } from './pages/transaction.ts';

/**
 * Spreads an amount over open invoices, each up to what is due of it: over those that are named, in their order, or over
 * all that something is due of, the oldest first.
 */
export function spread(amount: string, open: Transaction[], named: string[] | undefined): Share[] {
  const owed = open.filter(({ due }) => !due.startsWith('-'));
  const invoices = named ? named.map((number) => find(number, owed)) : owed;
  if (new Set(invoices.map(({ id }) => id)).size < invoices.length) {
    throw new InvalidInput('An invoice is named twice.');
  }
  if (new Set(invoices.map(({ currency }) => currency)).size > 1) {
    throw new InvalidInput('The invoices are in several currencies.', {
      hint: 'Name the invoices that were paid, of one currency.',
    });
  }
  const shares: Share[] = [];
  let left = sum([amount]);
  for (const { id, number, due } of invoices) {
    if (left === '0.00') break;
    const share = minus(left, due).startsWith('-') ? left : due;
    shares.push({ id, number, amount: share });
    left = minus(left, share);
  }
  if (left !== '0.00') {
    const due = sum(invoices.map((invoice) => invoice.due));
    throw new InvalidInput(`Only ${due} is due, less than ${amount}.`, {
      hint: 'Check the amount and the customer; a deposit is recorded by hand in SQL-Ledger.',
    });
  }
  return shares;
}

const minus = (amount: string, less: string) => sum([amount, `-${less}`]);

function find(number: string, open: Transaction[]): Transaction {
  const wanted = number.trim().toLowerCase();
  const [only, ...more] = open.filter((invoice) => invoice.number.toLowerCase() === wanted);
  if (!only) {
    const shown = open.slice(0, mostShown).map((invoice) => `${invoice.number} (${invoice.due} due)`);
    throw new NotFound(`The customer has no open invoice ${number}.`, {
      hint: `Open: ${shown.join(', ') || 'none'}.`,
    });
  }
  if (more.length > 0) throw new InvalidInput(`The customer has several open invoices ${number}.`);
  return only;
}

const mostShown = 12;
