import { html } from 'hono/html';
import { statsOf } from '../data/dashboard.ts';
import { describe, scopeOf } from '../files/scope.ts';
import { button, grid, lookup, row } from '../web/controls.ts';
import type { FormPage } from '../web/form-page.ts';
import { slashed } from '../web/format.ts';

/**
 * What the shell begins with. A count of 0 is plain text, the others are links, each to the list that stands behind it.
 * Without a property it is of all of them.
 */
export const siteDashboard: FormPage = {
  path: 'SiteDashboard.aspx',
  title: 'Site Dashboard',
  fresh: () => ({ PropertyLookup_LookupCode: '', shown: '', list: '', late: '' }),
  body: (fields, { world }) => {
    const { records, today, switches } = world;
    const { codes, label } = scopeOf(records, fields['shown'] ?? '', false);
    const stats = statsOf(records, codes, today);
    const stat = stats.find(({ name }) => name === fields['list']);
    const property = fields['PropertyLookup_LookupCode'] ?? '';
    const texts = (stat?.rows ?? []).map((cells) => cells.map(shown));
    const rows = switches.truncateRows ? texts.slice(0, -1) : texts;
    return html`<table class="filter">
        ${row('Property', lookup(fields, 'PropertyLookup', describe(records, property)))}
      </table>
      <div class="buttons">${button('YSIGo_Button', 'Go', 'YSIGo')}</div>
      <div class="dashboard">
        <div>
          <div class="gridhead"><span id="DashBoard_Label">${label}</span></div>
          <table class="stats" id="SiteStats">
            ${stats.map(
              ({ name, rows: { length } }) =>
                html`<tr>
                  <td class="label">${name}</td>
                  <td>
                    ${length === 0 ? '0' : html`<a href="#" doonclick="__doPostBack('StatGrid','${name}')">${length}</a>`}
                  </td>
                </tr>`,
            )}
          </table>
        </div>
        ${
          stat
            ? html`<div>
                <div class="gridhead"><span id="StatGrid_Label">${stat.name}</span></div>
                ${grid(
                  'StatGrid',
                  switches.renameHeading ? [...stat.headings.slice(0, -1), 'Remarks'] : stat.headings,
                  switches.shiftColumn
                    ? rows.map((cells) => [...cells.slice(0, 2), '', ...cells.slice(2, -1)])
                    : rows,
                )}
              </div>`
            : ''
        }
      </div>`;
  },
  post(target, { fields }, _visit, argument) {
    if (target === 'YSIGo')
      return { fields: { ...fields, shown: fields['PropertyLookup_LookupCode'] ?? '', list: '' } };
    if (target === 'StatGrid') return { fields: { ...fields, list: argument } };
    return { fields };
  },
};

const shown = (text: string | null) =>
  text === null ? '' : /^\d{4}-\d\d-\d\d$/.test(text) ? slashed(text) : text;
