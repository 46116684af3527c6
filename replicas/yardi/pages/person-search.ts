import { html } from 'hono/html';
import { statusAt } from '../data/records.ts';
import { describe, propertiesOf } from '../files/scope.ts';
import { button, grid, lookup, row, textBox } from '../web/controls.ts';
import { contentPage } from '../web/content-page.ts';
import type { Markup } from '../web/controls.ts';
import type { FormPage, Visit } from '../web/form-page.ts';
import { money, slashed } from '../web/format.ts';

/** Person Search. The sixth cell of a hit opens the ledger in a window. */
export const personSearch: FormPage = {
  path: 'PersonSearch.aspx',
  title: 'Person Search',
  fresh: () => ({
    PersonSearch_PropLookup_LookupCode: '',
    PersonSearch_UnitLookup_LookupCode: '',
    PersonSearch_Code_TextBox: '',
    searched: '',
  }),
  body: (fields, { world }) => {
    const property = fields['PersonSearch_PropLookup_LookupCode'] ?? '';
    const unit = fields['PersonSearch_UnitLookup_LookupCode'] ?? '';
    const code = (fields['PersonSearch_Code_TextBox'] ?? '').trim();
    const inside = propertiesOf(world.records, property)?.map((one) => one.code);
    const hits = world.records.leases.filter(
      (lease) =>
        (property === '' || inside?.includes(lease.property)) &&
        (unit === '' || lease.unit === unit) &&
        (code === '' || lease.resident.includes(code)),
    );
    const rows = hits.map((lease) => [
      lease.resident,
      lease.name,
      lease.property,
      lease.unit,
      statusAt(lease, world.today),
      html`<a
        href="#"
        doonclick="window.open('ResidentLedger.aspx?Id=${lease.resident}','ledger','width=980,height=640')"
        >Ledger</a
      >`,
    ]);
    const headings = ['Code', 'Name', 'Property', 'Unit', 'Status', ''];
    return html`<table class="filter">
        ${row('Property', lookup(fields, 'PersonSearch_PropLookup', describe(world.records, property)))}
        ${row('Unit', lookup(fields, 'PersonSearch_UnitLookup', ''))}
        ${row('Resident', textBox(fields, 'PersonSearch_Code_TextBox'))}
      </table>
      <div class="buttons">
        ${button('PersonSearch_btnSearch_Button', 'Search', 'PersonSearch:btnSearch')}
      </div>
      ${fields['searched'] === 'yes' ? grid('PersonSearch_Results', headings, rows.length > 0 ? rows : [['no records', '', '', '', '', '']]) : ''}`;
  },
  post: (target, { fields }) => ({
    fields: { ...fields, searched: target === 'PersonSearch:btnSearch' ? 'yes' : '' },
  }),
};

/** The window with a resident's ledger; negative amounts in parentheses. */
export function residentLedger({ world, query }: Visit): Markup {
  const { records, switches } = world;
  const lease = records.leases.find(({ resident }) => resident === query('Id'));
  if (!lease)
    return contentPage({
      title: 'Resident Ledger',
      action: '',
      viewState: '',
      message: 'no records',
      body: html``,
    });
  let balance = 0;
  const all = records.ledger
    .filter(({ resident }) => resident === lease.resident)
    .toSorted((a, b) => a.date.localeCompare(b.date));
  const rows = all.map((line) => {
    balance += line.charge - line.payment;
    const amounts = [
      line.charge ? money(line.charge) : '',
      line.payment ? money(line.payment) : '',
      money(balance),
    ];
    return [
      '',
      slashed(line.date),
      '',
      line.code,
      line.description,
      ...(switches.shiftColumn ? ['', ...amounts.slice(0, 2)] : amounts),
    ];
  });
  const shown = switches.truncateRows ? rows.slice(0, -2) : rows;
  const closing = money(balance + (switches.brokenTotals ? 100 : 0));
  const headings = [
    '',
    'Date',
    '',
    'Chg Code',
    'Description',
    'Charge',
    'Payment',
    switches.renameHeading ? 'Remarks' : 'Balance',
  ];
  const name = lease.name.split(', ').toReversed().join(' ');
  const property = records.properties.find(({ code }) => code === lease.property);
  return contentPage({
    title: 'Resident Ledger',
    action: 'ResidentLedger.aspx',
    viewState: '',
    body: html`<table class="filter">
        ${row('Resident', html`<span id="TenantInfoHeader_Code_Label">${lease.resident}</span>`)}
        ${row('Name', html`<span id="TenantInfoHeader_FirstAndLastName_Label">${name}</span>`)}
        ${row('Address', html`<span id="TenantInfoHeader_Address1_Label">${property?.name} ${lease.unit}</span>`)}
        ${row('Balance', html`<span id="TenantInfoHeader_Balance_Label">${closing}</span>`)}
      </table>
      ${grid('LedgerGrid', headings, shown)}`,
  });
}
