import { byAll, byCount, byFooting, LayoutChanged } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';

/** @throws LayoutChanged when a cell is none of what its column can be. */
export function oneOf<const Word extends string>(words: readonly Word[], text: string, what: string): Word {
  const found = words.find((word) => word === text);
  if (found === undefined)
    throw new LayoutChanged(`"${text.slice(0, 40)}" stands where a ${what} should be.`);
  return found;
}

export const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** A report is whole by the number of results it states and by its totals; without either nobody knows. */
export function wholeBy(
  count: { read: number; stated: number | null },
  footings: { amounts: string[]; total: string | undefined }[],
): Completeness {
  const proofs = [
    ...(count.stated === null ? [] : [byCount(count.read, count.stated)]),
    ...footings.flatMap(({ amounts, total }) => (total ? [byFooting(amounts, total)] : [])),
  ];
  return proofs.length > 0
    ? byAll(...proofs)
    : { proven: false, because: 'the report states no count and no totals' };
}

/** @throws LayoutChanged when a filtered report has rows of another property in it. */
export function assertOnly(wanted: string | undefined, rows: readonly { property: string }[]): void {
  const other = rows.find(({ property }) => property.toLowerCase() !== wanted?.trim().toLowerCase());
  if (wanted === undefined || !other) return;
  throw new LayoutChanged(`The report for ${wanted} has rows of ${other.property} in it.`);
}
