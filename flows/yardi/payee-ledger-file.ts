import { assertLegible, byAll, byFooting, isoDate, LayoutChanged, sum } from 'sidedoor-mcp';
import { amountOf, assertSays, belowHeadings, isBlank, textOf } from './report-rows.ts';
import type { Row } from './report-rows.ts';

const headings = [
  'Date',
  'Type',
  'Property',
  'Control',
  'Invoice #',
  'Post Month',
  'Account',
  'Check #',
  'Charges',
  'Payments',
  'Balance',
];
/** Each is proven by the other two, line by line. */
const provable = headings.slice(8);
const kinds: Record<string, 'invoice' | 'check'> = { Invoice: 'invoice', Check: 'check' };

/**
 * Reads a payee's ledger: what was owed before, its lines, and the sums below them.
 *
 * @throws LayoutChanged when it is another report, or its running balance does not run.
 */
export function readPayeeLedger(sheet: Row[], says: string[], property: string) {
  const { above, body } = belowHeadings(sheet, headings, { provable });
  assertSays(sheet, [...says, /^Payee Name = ./], above);
  const [first, ...rest] = body.filter((row) => !isBlank(row));
  const last = rest.pop();
  if (textOf(first?.[1]) !== 'Balance Forward' || textOf(last?.[0]) !== 'Grand Total')
    throw new LayoutChanged('The ledger has not its "Balance Forward" and its "Grand Total".');
  const opening = amountOf(first![10]);
  let running = opening;
  const lines = rest.map((row) => {
    const text = (at: number) => textOf(row[at]).trim();
    const kind = kinds[text(1)];
    const [charge, payment, balance] = [amountOf(row[8]), amountOf(row[9]), amountOf(row[10])];
    running = sum([running, charge, negative(payment)]);
    if (kind === undefined || text(2) !== property || running !== balance)
      throw new LayoutChanged(
        `A line of the ledger does not fit: ${row.map(textOf).join(' | ').slice(0, 120)}.`,
      );
    return {
      date: isoDate(text(0), 'mdy'),
      kind,
      property: text(2),
      control: text(3),
      invoice: text(4),
      post_month: text(5).split('/').toReversed().join('-'),
      account: text(6),
      check: text(7) === '' ? null : text(7),
      charge,
      payment,
      balance,
    };
  });
  assertLegible(lines.flatMap(({ control, invoice, account }) => [control, invoice, account]));
  const proofs = [
    byFooting(
      lines.map(({ charge }) => charge),
      amountOf(last![8]),
    ),
    byFooting(
      lines.map(({ payment }) => payment),
      amountOf(last![9]),
    ),
    byFooting([running], amountOf(last![10])),
  ];
  const [, vendor_name = ''] =
    sheet.map(([cell]) => /^Payee Name = (.+)$/.exec(textOf(cell))).find(Boolean) ?? [];
  const complete = proofs.find(({ proven }) => !proven) ?? byAll(...proofs);
  return { vendor_name, opening, lines, balance: running, complete };
}

/** Of an amount, or of one that is negative itself. */
const negative = (value: string) => (value.startsWith('-') ? value.slice(1) : `-${value}`);
