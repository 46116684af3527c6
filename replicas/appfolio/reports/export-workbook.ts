import { workbook } from '../../yardi/files/workbook.ts';
import type { World } from '../world.ts';
import type { ReportKind, Sheet } from './sheet.ts';

/**
 * A report as an .xlsx file, with as many lines above its headings as are switched on. Its name, "guest_card_inquiries-20261120.xlsx",
 * is a vendor fact.
 */
export function exportWorkbook({ switches, today }: World, { title, slug }: ReportKind, sheet: Sheet) {
  const above = [
    [title],
    ...sheet.criteria.map(([label, value]) => [`${label}: ${value}`]),
    [`Exported On: ${today}`],
    ['Fenwick Property Co.'],
    ['Prepared by AppFolio'],
    ['Page 1'],
  ].slice(0, switches.metadataRows);
  const marked = (cell: string) => (switches.carriageMarks ? cell.replaceAll('\n', '_x000D_\n') : cell);
  const rows = [...above, sheet.headings, ...sheet.rows].map((row) => row.map(marked));
  return { name: `${slug}-${today.replaceAll('-', '')}.xlsx`, bytes: workbook(title, rows) };
}
