import { html } from 'hono/html';
import { bytesOf, rowsOf } from '../files/sheet.ts';
import type { Sheet } from '../files/sheet.ts';
import type { CellValue } from '../files/workbook.ts';
import { button } from '../web/controls.ts';
import type { Markup } from '../web/controls.ts';
import type { Shown, Visit } from '../web/form-page.ts';
import { money } from '../web/format.ts';

/** The events of the two buttons that make a report. */
export const isOutput = (target: string) => target === 'Excel' || target === 'Display';

/** Of "Excel" its file, by way of the queue; of "Display" the report itself, under the filter. */
export function putOut(target: string, sheet: Sheet | undefined, shown: Shown, visit: Visit): Shown {
  if (!sheet) return { ...shown, message: 'invalid select file' };
  return target === 'Excel' ? queueReport(sheet, shown, visit) : { ...shown, below: onScreen(sheet, visit) };
}

/** The rows as the workbook has them, each cell as a text; levels are shown by no-break spaces. */
function onScreen(sheet: Sheet, { world }: Visit): Markup {
  const text = (cell: CellValue, column: number) => {
    if (typeof cell !== 'number')
      return (cell ?? '').replace(/^ +/, (blanks) => '\u00a0'.repeat(blanks.length));
    if (column < sheet.amountsAt) return String(cell);
    return sheet.shown?.(cell, column) ?? money(Math.round(cell * 100));
  };
  const rows = rowsOf(sheet, world.switches).map((cells) => cells.map(text));
  const [first, after] = [sheet.meta.length, sheet.meta.length + sheet.headings.length];
  const isAmount = /^\(?[\d,]+\.\d\d\)?$/;
  return html`<table class="grid" id="TableWriter1">
    <tbody>
      ${rows.map(
        (cells, at) =>
          html`<tr id="TableWriter1_Row${at}" class="${at >= first && at < after ? 'ghead' : ''}">
            ${cells.map((cell) => html`<td class="${isAmount.test(cell) ? 'num' : ''}">${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Puts a report into the queue, and opens the monitor in a content frame that is made anew. */
function queueReport(sheet: Sheet, shown: Shown, { world, session }: Visit): Shown {
  if (!world.switches.queuedButNot)
    world.reports.add(session.number, sheet.title, sheet.name, bytesOf(sheet, world.switches));
  const [newest] = world.reports.idsOf(session.number);
  if (newest === undefined) return { ...shown, message: '' };
  const address = `SysConductorReportMonitor.aspx?Records=${newest}&FilterInfo=&sDir=0&bMonitor=0`;
  return {
    ...shown,
    script: `(parent.openInFilter || function (url) { location.href = url; })('${address}');`,
  };
}

/** The filter's table, and the buttons under it. */
export function filterBody(rows: Markup[]): Markup {
  return html`<table class="filter">
      ${rows}
    </table>
    <div class="buttons">
      ${button('Display_Button', 'Display')} ${button('Excel_Button', 'Excel')}
      <input type="button" class="btn" id="Clear_Button" value="Clear" />
      <input type="button" class="btn" id="Help_Button" value="Help" />
    </div>`;
}
