import { Buffer } from 'node:buffer';
import type { World } from '../world.ts';
import type { ReportKind, Sheet } from './sheet.ts';

/** A report as a CSV file, with as many lines above its headings as are switched on. */
export function exportCsv({ switches, today }: World, { title }: ReportKind, sheet: Sheet): Buffer {
  const above = [
    [title],
    ...sheet.criteria.map(([label, value]) => [`${label}: ${value}`]),
    [`Exported On: ${today}`],
    ['Fenwick Property Co.'],
    ['Prepared by AppFolio'],
    ['Page 1'],
  ].slice(0, switches.metadataRows);
  const lines = [...above, sheet.headings, ...sheet.rows].map((line) => line.map(cell).join(','));
  const content = lines
    .map((line) => (switches.carriageMarks ? line.replaceAll('\n', '_x000D_\n') : line))
    .join('\r\n');
  const text = `${switches.byteOrderMark ? '\u{FEFF}' : ''}${content}\r\n`;
  return Buffer.from(text, switches.latin1 ? 'latin1' : 'utf8');
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
