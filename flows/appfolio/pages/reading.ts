import { amount, byAll, byCount, byFooting, LayoutChanged } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import type { Filters } from './report.page.ts';

/** @throws LayoutChanged when a cell is none of what its column can be. */
export function oneOf<const Word extends string>(words: readonly Word[], text: string, what: string): Word {
  const found = words.find((word) => word === text);
  if (found === undefined)
    throw new LayoutChanged(`"${text.slice(0, 40)}" stands where a ${what} should be.`);
  return found;
}

export const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** A report is whole by the number of results it states and by its totals; without either nobody knows. Amounts as they read. */
export function wholeBy(
  count: { read: number; stated: number | null },
  footings: { amounts: string[]; total: string | undefined }[],
): Completeness {
  const proofs = [
    ...(count.stated === null ? [] : [byCount(count.read, count.stated)]),
    ...footings.flatMap(({ amounts, total }) => (total ? [byFooting(amounts.map(amount), total)] : [])),
  ];
  return proofs.length > 0
    ? byAll(...proofs)
    : { proven: false, because: 'the report states no count and no totals' };
}

/** Whether a row is of the property, the vendor and the status that were asked for, as far as it names them. */
export function isAsked(
  row: { property?: string; status?: string; vendor?: string | null },
  { property, vendor, statuses = [] }: Filters,
): boolean {
  const same = (text: string | null | undefined, wanted: string) =>
    text === undefined || text?.toLowerCase() === wanted.trim().toLowerCase();
  return (
    (property === undefined || same(row.property, property)) &&
    (vendor === undefined || same(row.vendor, vendor)) &&
    (statuses.length === 0 || statuses.some((status) => same(row.status, status)))
  );
}
