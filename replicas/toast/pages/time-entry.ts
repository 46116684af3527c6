import { html } from 'hono/html';
import { clockTime, slashed } from '../data/days.ts';
import type { TimeEntry } from '../data/records.ts';
import type { Session } from '../sessions.ts';
import type { World } from '../world.ts';
import { doubleSubmitScript } from './door.ts';
import { field, saidOf, shown } from './editor.ts';
import { dollars, hundredths } from './markup.ts';
import type { Markup } from './markup.ts';
import { legacyPage } from './shells.ts';

/** A time entry: what may be edited, what it comes to, and who edited it before. */
export function timeEntryPage(world: World, session: Session, entry: TimeEntry, says: string): Markup {
  return legacyPage(world, session, {
    title: 'Edit Time Entry',
    body: html`${saidOf(says)}
      <form class="save" method="post" action="/restaurants/admin/timeentries/${entry.number}">
        <div class="fields">
          ${shown('entry-number', 'Time entry', entry.number)}
          ${shown('entry-employee', 'Employee', entry.employee)} ${shown('entry-job', 'Job Title', entry.job)}
          ${shown('entry-date', 'Business Date', slashed(entry.date))}
          ${field('inDate', 'In Date', clockTime(entry.in), 20)}
          ${field('outDate', 'Out Date', clockTime(entry.out), 20)}
          ${field('cashTips', 'Declared Cash Tips', hundredths(entry.cashTips), 20)}
          ${shown('entry-regular', 'Regular Hours', hundredths(entry.regular))}
          ${shown('entry-overtime', 'Overtime Hours', hundredths(entry.overtime))}
          ${shown('entry-pay', 'Total Pay', dollars(entry.pay))}
        </div>
        <p>
          ${
            session.user.editsMenus
              ? html`<button class="btn blue" id="save-entry">Save</button>`
              : html`<span id="no-permission">You do not have permission to edit time entries.</span>`
          }
        </p>
      </form>
      <h2>Audit</h2>
      <table class="data" id="entry-audits">
        <thead>
          <tr>
            <th>Date</th>
            <th>By</th>
            <th>Before</th>
          </tr>
        </thead>
        <tbody>
          ${entry.audits.map(
            ({ at, by, was }) =>
              html`<tr class="row">
                <td>${at}</td>
                <td>${by}</td>
                <td>${was}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="count"><span id="audit-count">${entry.audits.length} edits</span></p>
      ${world.switches.doubleSubmit ? doubleSubmitScript : ''}`,
  });
}
