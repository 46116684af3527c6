import { html } from 'hono/html';
import { parseUsDate, usDate } from '../data/calendar.ts';
import type { WebForm } from '../web/web-form.ts';
import { offered, propertyOptions } from './filters.ts';
import { writeRentRoll } from './rent-roll-file.ts';

interface State {
  property: string;
  /** As typed. */
  asOf: string;
  message: string;
}

/** The parameters of the rent roll. Choosing a property posts the page back and puts the date back to today. */
export const rentRollPage: WebForm<State> = {
  path: 'RentRoll.aspx',
  title: 'Rent Roll',

  fresh: ({ world }) => ({ property: '', asOf: usDate(world.today), message: '' }),

  on(state, { target, field }, { world, session }) {
    const properties = propertyOptions(world.records.buildings);
    const property = offered(properties, field('ddlProperty'));
    if (target === 'ddlProperty') return { property, asOf: usDate(world.today), message: '' };
    if (target !== 'btnSubmit') return state;
    const asOf = field('txtAsOf');
    const day = parseUsDate(asOf);
    if (day === null) return { property, asOf, message: 'As Of Date is not a valid date.' };
    const label = properties.find(({ value }) => value === property)?.label ?? '';
    const report = world.reports.submit({
      user: session.user,
      title: 'Rent Roll',
      criteria: `As Of = ${usDate(day)}; Property = ${label}`,
      write: () => writeRentRoll(world, day, property, label),
    });
    return {
      property,
      asOf: usDate(day),
      message: `Report ${report.number} has been queued (${report.criteria}).`,
    };
  },

  draw({ property, asOf, message }, draft, { world }) {
    return html`<div class="toolbar">
        ${draft.tool('lnkRefresh', 'refresh', 'Refresh')}
        <a class="tool report" href="ReportMonitor.aspx">Report Monitor</a>
      </div>
      <table class="filter tall">
        <tr>
          <th>Property</th>
          <td>${draft.select('ddlProperty', propertyOptions(world.records.buildings), property, true)}</td>
        </tr>
        <tr>
          <th>As Of Date</th>
          <td>
            <input type="text" size="12" maxlength="10" name="txtAsOf" id="txtAsOf" value="${asOf}" />
            <i>MM/DD/YYYY</i>
          </td>
        </tr>
        <tr>
          <th>Output To</th>
          <td>
            <select name="ddlOutput">
              <option>Comma Separated (CSV)</option>
            </select>
          </td>
        </tr>
        <tr>
          <th></th>
          <td>${draft.button('btnSubmit', 'Submit Report')}</td>
        </tr>
      </table>
      <div class="message" id="lblMessage">${message}</div>
      <div class="remark">
        Reports are placed on the report queue and can be collected from the Report Monitor.
      </div>`;
  },
};
