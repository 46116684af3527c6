import { amount, byCount, byFooting, sum } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { agree, count, whole } from './reading.ts';

interface Named {
  name: string;
  group: string;
}

/** A line of an export of what was ordered. */
export interface Line extends Named {
  quantity: string;
  gross: string;
  discount: string;
  net: string;
  isVoid: boolean;
}

/** What the screen has of all lines with one name. */
type Sums = Record<(typeof sums)[number] | 'voids', string>;

const sums = ['quantity', 'gross', 'discount', 'net'] as const;

/**
 * Proves lines by the screen, which has sums by name and the number of lines. What was voided is counted there, and comes to
 * nothing.
 *
 * @throws LayoutChanged
 */
export function proveLines(
  title: string,
  lines: Line[],
  screen: { stated: number; rows: (Named & Sums)[]; totals: Sums | undefined },
): Completeness {
  const named = (row: Named) => lines.filter((line) => keyOf(line) === keyOf(row));
  const names = (rows: Named[]) => new Set(rows.map(keyOf)).size;
  const column = (some: Line[], name: (typeof sums)[number]) =>
    some.filter(({ isVoid }) => !isVoid).map((line) => line[name]);
  const voids = (some: Line[]) => some.filter(({ isVoid }) => isVoid).length;
  return whole(
    `"${title}"`,
    [
      byCount(lines.length, screen.stated),
      byCount(names(lines), screen.rows.length),
      byCount(names(screen.rows), screen.rows.length),
      ...lines
        .map(({ name, gross, discount, net }) => agree(name, sum([gross, `-${discount}`]), net))
        .filter(({ proven }) => !proven),
      ...screen.rows
        .flatMap((row) => {
          const some = named(row);
          return [
            byCount(voids(some), count(row.voids)),
            ...sums.map((one) => agree(`${one} of ${row.name}`, sum(column(some, one)), amount(row[one]))),
          ];
        })
        .filter(({ proven }) => !proven),
    ],
    [
      byCount(voids(lines), count(screen.totals?.voids ?? '')),
      ...sums.map((one) => byFooting(column(lines, one), screen.totals?.[one] ?? '')),
    ],
  );
}

const keyOf = ({ name, group }: Named) => `${name} | ${group}`;
