import { insist, LayoutChanged, Refused } from 'sidedoor-mcp';
import type { Row } from '../report-rows.ts';
import type { Content } from './content.ts';

/** Residential reports have been seen to take a minute and a half to be drawn. Milliseconds. */
const patience = 120_000;

/** Has a report drawn under its filter, and answers its rows: the other way to what its workbook has. */
export async function showReport(content: Content): Promise<Row[]> {
  return insist('show the report', async () => {
    const table = content.root.locator('#TableWriter1');
    if ((await table.count()) === 0)
      await content.postback('Display', () => content.root.locator('#Display_Button').click(), patience);
    if ((await table.count()) === 0) {
      const says = await content.message();
      if (says !== '') throw new Refused(`Yardi says: "${says}"`);
      return false;
    }
    const rows = await table
      .locator('tr')
      .evaluateAll((lines) =>
        lines.map((line) =>
          [...line.children].map((cell) => (cell.textContent ?? '').replaceAll('\u00a0', ' ').trimEnd()),
        ),
      );
    if (/^\s*no records/i.test(rows[0]?.[0] ?? '')) throw new LayoutChanged('Yardi shows "no records".');
    return rows;
  });
}
