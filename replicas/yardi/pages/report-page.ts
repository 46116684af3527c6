import { html } from 'hono/html';
import { bytesOf } from '../files/sheet.ts';
import type { Sheet } from '../files/sheet.ts';
import { button } from '../web/controls.ts';
import type { Markup } from '../web/controls.ts';
import type { Shown, Visit } from '../web/form-page.ts';

/** Puts a report into the queue, and opens the monitor in a content frame that is made anew. */
export function queueReport(sheet: Sheet | undefined, shown: Shown, { world, session }: Visit): Shown {
  if (!sheet) return { ...shown, message: 'invalid select file' };
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
export function filterBody(rows: Markup[], display: Markup | '' = ''): Markup {
  return html`<table class="filter">
      ${rows}
    </table>
    <div class="buttons">
      ${button('Excel_Button', 'Excel')} <input type="button" class="btn" id="Clear_Button" value="Clear" />
      <input type="button" class="btn" id="Help_Button" value="Help" />
    </div>
    ${display}`;
}
