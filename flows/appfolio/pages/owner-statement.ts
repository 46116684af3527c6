import type { Page } from 'playwright';
import { amount, isoDate, LayoutChanged, sum } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { textOrNull } from './reading.ts';
import type { Period } from './report.page.ts';
import { readReport } from './whole-report.ts';

const shape = {
  slug: 'owner_statement',
  title: 'Owner Statement',
  columns: {
    date: 'Date',
    property: ['Property Name', 'Property'],
    who: 'Payee / Payer',
    type: 'Type',
    reference: 'Reference',
    description: 'Description',
    increase: 'Increase',
    decrease: 'Decrease',
    balance: 'Balance',
  },
  // Two lines may be alike in all but the balance that they come to.
  key: ['date', 'description', 'balance'] as const,
  amounts: ['increase', 'decrease'] as const,
};

/** Its first row is the beginning balance, its last one the ending; every balance comes of the one before it. Vendor facts. */
export async function readStatement(page: Page, property: string, period: Period) {
  const { rows, whole, isNarrowed } = await readReport(page, shape, { property, period });
  if (isNarrowed) throw new LayoutChanged('The statement is not that of the property and the period alone.');
  const lines = rows.map((row) => ({
    date: isoDate(row.date, 'mdy'),
    who: row.who,
    type: row.type,
    reference: textOrNull(row.reference),
    description: row.description,
    increase: amount(row.increase),
    decrease: amount(row.decrease),
    balance: amount(row.balance),
  }));
  const [opening, ...others] = lines;
  const closing = others.at(-1);
  if (opening?.description !== 'Beginning Cash Balance')
    throw new LayoutChanged('The statement does not begin with a balance.');
  const hasEnd = closing?.description === 'Ending Cash Balance';
  const moves = hasEnd ? others.slice(0, -1) : others;
  let running = opening.balance;
  for (const { date, increase, decrease, balance } of hasEnd ? others : moves) {
    running = sum([running, increase, negative(decrease)]);
    if (running === balance) continue;
    const because = `the balance of ${date} is ${balance}, and its lines come to ${running}`;
    return { statement: statementOf(opening, moves), whole: short(whole, because) };
  }
  const ends = hasEnd ? whole : short(whole, 'its ending balance is not there');
  return { statement: statementOf(opening, moves), whole: ends };
}

interface Line {
  date: string;
  who: string;
  type: string;
  reference: string | null;
  description: string;
  increase: string;
  decrease: string;
  balance: string;
}

const statementOf = (opening: Line, moves: Line[]) => ({
  beginning_balance: opening.balance,
  ending_balance: moves.at(-1)?.balance ?? opening.balance,
  lines: moves,
});

const short = ({ because }: Completeness, more: string): Completeness => ({
  proven: false,
  because: `${because}; ${more}`,
});

const negative = (value: string) => (/^0(\.0+)?$/.test(value) ? value : `-${value}`);
