import { html } from 'hono/html';
import type { Records } from '../data/records.ts';
import { button, popupOnly, row } from '../web/controls.ts';
import type { Fields, Markup } from '../web/controls.ts';
import type { FormPage, Visit } from '../web/form-page.ts';
import { describe } from '../files/scope.ts';

/**
 * The popup behind the "…" of a code: a list in which one row is ticked. The one of payees can be narrowed to a property,
 * whose own "…" opens a popup in the popup.
 */
export const lookupPage: FormPage = {
  path: 'Lookup2.aspx',
  title: ({ list }) => `${list} Lookup`,
  fresh: ({ query }) => ({
    list: query('Type'),
    field: query('Field'),
    PropLookup_LookupCode: '',
    Filter_TextBox: '',
  }),
  body: (fields, visit) => {
    const rows = found(fields, visit);
    const shown = visit.world.switches.truncateRows ? rows.slice(0, -1) : rows;
    const property = fields['PropLookup_LookupCode'] ?? '';
    const isOfPayees = fields['list'] === 'Payee';
    return html`<table class="filter">
        ${isOfPayees ? row('Property', popupOnly(fields, 'PropLookup', describe(visit.world.records, property), 'Property')) : ''}
        ${row(
          'Find',
          html`<span id="LookupGrid_filter"
            ><input type="text" name="Filter:TextBox" value="${fields['Filter_TextBox']}" size="30"
          /></span>`,
        )}
      </table>
      <div class="buttons">
        ${button('cmdFind_Button', 'Find')}
        <input
          type="button"
          class="btn"
          id="cmdOK_Button"
          value="OK"
          doonclick="parent.lookedUp('${fields['field'] ?? ''}', (document.querySelector('#LookupGrid :checked') || {value: ''}).value)"
        />
        <input
          type="button"
          class="btn"
          id="cmdCancel_Button"
          value="Cancel"
          doonclick="parent.closeLookup()"
        />
      </div>
      ${gridOf(shown, visit)}
      <div class="remark" id="Count_Label">${rows.length} records</div>`;
  },
  post: (_target, shown) => shown,
};

function gridOf(rows: Found[], { world }: Visit): Markup {
  const cells = ({ code, name }: Found) => (world.switches.shiftColumn ? ['', code] : [code, name]);
  return html`<table class="grid" id="LookupGrid">
    <tbody>
      <tr class="ghead">
        <td></td>
        <td>Code</td>
        <td>Name</td>
      </tr>
      ${rows.map(
        (one, at) =>
          html`<tr id="row${at}">
            <td><input type="checkbox" name="row" value="${one.code}" /></td>
            ${cells(one).map((text) => html`<td>${text}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

interface Found {
  code: string;
  name: string;
}

/** What contains the words, in either column. */
function found(fields: Fields, { world }: Visit): Found[] {
  const words = (fields['Filter_TextBox'] ?? '').trim().toLowerCase();
  return listOf(world.records, fields).filter(
    ({ code, name }) => code.toLowerCase().includes(words) || name.toLowerCase().includes(words),
  );
}

function listOf(
  { properties, vendors }: Records,
  { list, PropLookup_LookupCode: property = '' }: Fields,
): Found[] {
  if (list === 'Property') return properties;
  return vendors.filter(
    (one) => property === '' || one.properties.length === 0 || one.properties.includes(property),
  );
}
