/** AR → Reports → Outstanding, with every column that the flow asks for. */
const columns = [
  'transdate',
  'invnumber',
  'description',
  'name',
  'customernumber',
  'amount',
  'paid',
  'due',
  'curr',
  'datepaid',
  'duedate',
] as const;

export function reportQuery(login: string): string {
  return new URLSearchParams({
    path: 'bin/mozilla',
    login,
    action: 'transactions',
    vc: 'customer',
    ARAP: 'AR',
    summary: '1',
    sort: 'transdate',
    outstanding: '1',
    transdateto: '12/31/2099',
    ...Object.fromEntries(columns.map((column) => [`l_${column}`, 'Y'])),
  }).toString();
}

/** What both scripts write: the cells as they stand on the screen, white space and all folded. */
export function csvLine(cells: string[]): string {
  const quoted = cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return `${quoted.join(',')}\r\n`;
}

/** The cells of a row, each amount in the ledger's own currency and in the foreign one. */
export const heading = csvLine([
  'index',
  'date',
  'number',
  'description',
  'customer',
  'customer_number',
  'amount',
  'amount_foreign',
  'paid',
  'paid_foreign',
  'due',
  'due_foreign',
  'currency',
  'paid_on',
  'due_date',
]);
