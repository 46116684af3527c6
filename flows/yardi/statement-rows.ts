import { byAll, LayoutChanged } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import type { Amounts, FinancialKind } from './financial-kinds.ts';
import { amountOf, isBlank, textOf } from './report-rows.ts';
import type { Row } from './report-rows.ts';
import { foots } from './statement-proof.ts';
import type { Ending } from './statement-proof.ts';

export interface StatementRow {
  name: string;
  /** 0 is the outermost. */
  depth: number;
  kind: 'group' | 'account' | 'total';
  /** As many as columns; none for a group. */
  amounts: Amounts;
}

const isTotal = /^(TOTAL |NET |CASH FLOW$|Total$)/;

/** Reads the rows of a statement whose levels are shown by leading spaces, and adds every total up. */
export function readStatement(
  body: Row[],
  columns: number,
  { footed, holds }: FinancialKind,
  ending: Ending | undefined,
): { rows: StatementRow[]; whole: Completeness; across?: Completeness } {
  const lines = body.filter((row) => !isBlank(row));
  const indents = lines.map(([cell]) => /^\s*/.exec(textOf(cell))![0].length);
  const levels = [...new Set(indents)].toSorted((a, b) => a - b);
  const rows = lines.map((row, at): StatementRow => {
    const name = textOf(row[0]).trim();
    const cells = Array.from({ length: columns }, (_, column) => row[column + 1] ?? null);
    if (name === '' || row.slice(columns + 1).some((cell) => textOf(cell) !== ''))
      throw new LayoutChanged(`Row "${name}" of the statement has other cells than its headings.`);
    const isGroup = cells.every((cell) => textOf(cell) === '');
    const isSum = isTotal.test(name);
    if (isGroup && isSum) throw new LayoutChanged(`"${name}" of the statement has no amount.`);
    return {
      name,
      depth: levels.indexOf(indents[at]!),
      kind: isGroup ? 'group' : isSum ? 'total' : 'account',
      amounts: isGroup ? [] : cells.map((cell) => (textOf(cell).trim() === 'N/A' ? null : amountOf(cell))),
    };
  });
  const adding = footed ?? Array.from({ length: columns }, (_, at) => at);
  const down = foots(rows, adding, ending);
  if (!holds) return { rows, whole: down };
  const across = footsAcross(rows, holds);
  return { rows, whole: byAll(down, across), across };
}

/** That the amounts of each row agree with each other. */
function footsAcross(rows: StatementRow[], holds: (amounts: Amounts) => boolean): Completeness {
  const wrong = rows.find(({ amounts }) => amounts.length > 0 && !holds(amounts));
  return wrong
    ? { proven: false, because: `the amounts of "${wrong.name}" do not agree with each other` }
    : { proven: true, because: 'each row agrees with itself' };
}
