import { amountOrZero, LayoutChanged } from 'sidedoor-mcp';

/**
 * Reads an amount of a report; an empty cell is nothing. Each login has its own number format, and one of them prints
 * 1250.00 as 125000: an amount without its decimals is therefore none.
 */
export function ledgerAmount(text: string): string {
  if (text.trim() !== '' && !/\.\d{2}\b/.test(text)) {
    throw new LayoutChanged(
      `"${text.slice(0, 40)}" has no decimals: set the login's Number Format to 1,000.00 in Preferences.`,
    );
  }
  return amountOrZero(text);
}
