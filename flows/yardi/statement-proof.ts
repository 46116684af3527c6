import { byFooting, sum } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import type { StatementRow } from './statement-rows.ts';

/**
 * What a statement ends with: `net` its first outermost group less the second, `flow` that and the adjustments, `balance` two
 * outermost groups that come to the same, `total` one sum of all its accounts.
 */
export type Ending = 'net' | 'flow' | 'balance' | 'total';

interface Group {
  name: string;
  depth: number;
  /** Of each account in it. */
  amounts: Figures[];
}

type Figures = string[];

const unproven = (because: string): Completeness => ({ proven: false, because });
const breaksOff = unproven('the statement breaks off before its last total');

/** Adds every total up, in the columns that add up, each from its accounts. */
export function foots(all: StatementRow[], columns: number[], expected: Ending | undefined): Completeness {
  const rows = all.map((row) => ({ ...row, amounts: columns.map((at) => row.amounts[at] ?? '0.00') }));
  const proofs: Completeness[] = [];
  const prove = (amounts: Figures[], stated: Figures) =>
    stated.forEach((total, at) =>
      proofs.push(
        byFooting(
          amounts.map((row) => row[at]!),
          total,
        ),
      ),
    );
  const open: Group[] = [];
  const outermost: Figures[] = [];
  let net: Figures = [];
  let ending: Ending | undefined;
  for (const [at, { name, depth, kind, amounts }] of rows.entries()) {
    ending = undefined;
    const [first, second, third] = outermost;
    if (kind === 'group') open.push({ name, depth, amounts: [] });
    else if (kind === 'account') for (const group of open) group.amounts.push(amounts);
    else if (name === 'Total') {
      prove(
        rows.slice(0, at).map((row) => row.amounts),
        amounts,
      );
      ending = 'total';
    } else if (name.startsWith('NET ')) {
      if (!first || !second) return breaksOff;
      prove([first, second.map(negative)], amounts);
      [net, ending] = [amounts, 'net'];
    } else if (name === 'CASH FLOW') {
      if (!third || net.length === 0) return breaksOff;
      prove([net, third], amounts);
      ending = 'flow';
    } else {
      const group = open.pop();
      if (group?.depth !== depth || name !== `TOTAL ${group.name}`)
        return unproven(`"${name}" is not the total of the group above it`);
      prove(group.amounts, amounts);
      if (depth === 0) outermost.push(amounts);
      if (depth === 0 && first && outermost.length === 2) ending = 'balance';
    }
  }
  if (open.length > 0 || ending === undefined || ending !== (expected ?? ending)) return breaksOff;
  const [assets, rest] = outermost;
  if (ending === 'balance' && assets && rest) prove([assets], rest);
  const failed = proofs.find(({ proven }) => !proven);
  return failed ?? { proven: true, because: `${proofs.length} totals add up, each from its accounts` };
}

const negative = (value: string) => (value.startsWith('-') ? value.slice(1) : sum([`-${value}`]));
