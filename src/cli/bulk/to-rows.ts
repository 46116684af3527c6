import type { GivenRow } from '../../bulk/plan-rows.ts';
import type { WriteFlow } from '../../flow/define-flow.ts';
import type { DateOrder } from '../../screen/dates.ts';
import { convert } from './cell-values.ts';
import type { Columns } from './columns.ts';
import { NumberCell } from './sheet.ts';
import type { Cell, Sheet } from './sheet.ts';

/** The rows of a sheet as the flow's input, with what is wrong with them. */
export function toRows(
  sheet: Sheet,
  columns: Columns,
  { input }: WriteFlow,
  dates: DateOrder | undefined,
): GivenRow[] {
  const { hasPaddedNumbers } = sheet;
  const schemaOf = (name: string) => input.shape[name] as (typeof input.shape)[string];
  return sheet.rows.map(({ line, cells }) => {
    const args: Record<string, unknown> = {};
    const mistakes: string[] = [];
    const all = [
      ...columns.fields.map(({ field, index }) => ({ field, cell: cells[index] })),
      ...columns.constants.map(({ field, text }) => ({ field, cell: text as Cell })),
    ];
    for (const { field, cell } of all) {
      const context = { schema: schemaOf(field.name) as never, dates, hasPaddedNumbers };
      const converted = convert(field, cell, context);
      if (!converted) continue;
      if ('mistake' in converted) mistakes.push(converted.mistake);
      else args[field.name] = converted.value;
    }
    const { keyIndex } = columns;
    if (keyIndex === undefined) return { line, args, mistakes };
    const key = keyOf(cells[keyIndex]);
    if (key === '') mistakes.push('its key is missing');
    return { line, args, mistakes, key };
  });
}

function keyOf(cell: Cell | undefined): string {
  if (cell instanceof NumberCell) return String(cell.value);
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? '').trim();
}
