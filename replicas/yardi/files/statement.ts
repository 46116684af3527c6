import type { TreeLine } from '../data/trees.ts';
import type { CellValue } from './workbook.ts';

/** The lines of a tree, each total worked out from the accounts above it; levels are shown by leading spaces. */
export function statement(
  lines: readonly TreeLine[],
  figures: (account: string) => number[],
  show: (cents: number) => CellValue,
): CellValue[][] {
  return worked(lines, figures).map(({ name, depth, amounts }) => [
    '   '.repeat(depth) + name,
    ...amounts.map(show),
  ]);
}

export interface WorkedLine extends TreeLine {
  /** In whole cents; none for the head of a group. */
  amounts: number[];
}

export function worked(lines: readonly TreeLine[], figures: (account: string) => number[]): WorkedLine[] {
  const plus = (one: number[], other: number[], sign = 1) =>
    other.map((amount, at) => (one[at] ?? 0) + sign * amount);
  const groups: number[][] = [];
  const outermost: number[][] = [];
  let net: number[] = [];
  return lines.map((line) => {
    const { depth, account, total } = line;
    if (account !== undefined) {
      const amounts = figures(account);
      for (let level = 0; level < depth; level++) groups[level] = plus(groups[level]!, amounts);
      return { ...line, amounts };
    }
    if (total === 'group') {
      if (depth === 0) outermost.push(groups[0]!);
      return { ...line, amounts: groups[depth]! };
    }
    if (total === 'net') {
      net = plus(outermost[0]!, outermost[1]!, -1);
      return { ...line, amounts: net };
    }
    if (total === 'flow') return { ...line, amounts: plus(net, outermost[2]!) };
    groups[depth] = [];
    return { ...line, amounts: [] };
  });
}
