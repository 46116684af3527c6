import { byAll, byFooting, LayoutChanged, sum } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { amountOf, isBlank, textOf } from './report-rows.ts';
import type { Row } from './report-rows.ts';

export interface StatementRow {
  name: string;
  /** 0 is the outermost. */
  depth: number;
  kind: 'group' | 'account' | 'total';
  /** As many as columns; none for a group. */
  amounts: string[];
}

/** Reads the rows of a statement whose levels are shown by leading spaces, and adds every total up. */
export function readStatement(body: Row[], columns: number): { rows: StatementRow[]; whole: Completeness } {
  const lines = body.filter((row) => !isBlank(row));
  const indents = lines.map(([cell]) => /^\s*/.exec(textOf(cell))![0].length);
  const levels = [...new Set(indents)].toSorted((a, b) => a - b);
  const rows = lines.map((row, at): StatementRow => {
    const name = textOf(row[0]).trim();
    const cells = row.slice(1, columns + 1);
    if (name === '' || row.slice(columns + 1).some((cell) => textOf(cell) !== ''))
      throw new LayoutChanged(`Row "${name}" of the statement has other cells than its headings.`);
    const isGroup = cells.every((cell) => textOf(cell) === '');
    const kind = isGroup ? 'group' : /^(TOTAL|NET) /.test(name) ? 'total' : 'account';
    return { name, depth: levels.indexOf(indents[at]!), kind, amounts: isGroup ? [] : cells.map(amountOf) };
  });
  return { rows, whole: foots(rows, columns) };
}

interface Group {
  name: string;
  depth: number;
  amounts: string[][];
}

/** Each total is that of the accounts of its group; the net is the first outermost group less the second. */
function foots(rows: StatementRow[], columns: number): Completeness {
  const open: Group[] = [];
  const outermost: string[][] = [];
  const proofs: Completeness[] = [];
  const prove = (amounts: string[][], stated: string[]) => {
    for (let at = 0; at < columns; at++)
      proofs.push(
        byFooting(
          amounts.map((row) => row[at]!),
          stated[at]!,
        ),
      );
  };
  let hasNet = false;
  for (const { name, depth, kind, amounts } of rows) {
    if (kind === 'group') open.push({ name, depth, amounts: [] });
    else if (kind === 'account') for (const group of open) group.amounts.push(amounts);
    else if (name.startsWith('NET ')) {
      hasNet = true;
      const [first, second] = outermost;
      if (first && second) prove([first, second.map(negative)], amounts);
    } else {
      const group = open.pop();
      if (group?.depth !== depth || name !== `TOTAL ${group.name}`)
        return { proven: false, because: `"${name}" is not the total of the group above it` };
      prove(group.amounts, amounts);
      if (depth === 0) outermost.push(amounts);
    }
  }
  if (open.length > 0 || !hasNet || outermost.length !== 2)
    return { proven: false, because: 'the statement breaks off before its last total' };
  const failed = proofs.find(({ proven }) => !proven);
  return failed ?? { proven: true, because: `${proofs.length} totals add up, each from its accounts` };
}

const negative = (value: string) => (value.startsWith('-') ? value.slice(1) : sum([`-${value}`]));

/** Of a statement with a last column "Total": that each row's months come to it. */
export function footsAcross(rows: StatementRow[]): Completeness {
  const wrong = rows.find(
    ({ amounts }) => amounts.length > 0 && sum(amounts.slice(0, -1)) !== amounts.at(-1),
  );
  return wrong
    ? { proven: false, because: `the months of "${wrong.name}" do not come to its total` }
    : byAll({ proven: true, because: 'each row comes to its total' });
}
