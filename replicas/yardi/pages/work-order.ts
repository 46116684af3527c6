import { html } from 'hono/html';
import type { Records, WorkOrder } from '../data/records.ts';
import { describe, propertiesOf } from '../files/scope.ts';
import { Save } from '../../saves/save.ts';
import { button, dropDown, grid, lookup, row, textBox } from '../web/controls.ts';
import type { Fields } from '../web/controls.ts';
import type { FormPage, Shown, Visit } from '../web/form-page.ts';
import { slashed } from '../web/format.ts';

const priorities = ['Low', 'Normal', 'High', 'Emergency'].map((name) => [name, name] as const);
const categories = ['', 'Plumbing', 'Electrical', 'Appliance', 'General'].map(
  (name) => [name, name] as const,
);

const marked = /SD-[0-9A-Z]+/;

/** Work order: a new one, or with `Id` one that is there. */
export const workOrderPage: FormPage = {
  path: 'WorkOrder.aspx',
  title: (_fields, { query }) => (query('Id') ? `Work Order ${query('Id')}` : 'Work Order'),
  saves: 'Save',
  fresh: (visit) => fieldsOf(orderOf(visit)),
  body: (fields, visit) => {
    const { records } = visit.world;
    const there = orderOf(visit);
    const property = fields['PropertyId_LookupCode'] ?? '';
    const status = there?.status ?? 'Call';
    return html`<table class="filter">
        ${row('Property', lookup(fields, 'PropertyId', describe(records, property)))}
        ${row('Unit', lookup(fields, 'UnitLookup', unitOf(records, fields)?.type ?? ''))}
        ${row('Brief Description', textBox(fields, 'BriefDesc_TextBox', { width: 50 }))}
        ${row('Category', dropDown(fields, 'Category_DropDownList', categories))}
        ${row('Priority', dropDown(fields, 'Priority_DropDownList', priorities))}
        ${row('Caller Name', textBox(fields, 'CallerName_TextBox', { width: 30 }))}
        ${row('Access Notes', textBox(fields, 'AccessNotes_TextBox', { width: 60 }))}
        ${row('Status', html`<span id="Status_Label">${status}</span>`)}
        ${row('Call Date', html`<span id="CallDate_Label">${slashed(there?.opened ?? visit.world.today)}</span>`)}
      </table>
      ${there ? '' : html`<div class="buttons">${button('Save_Button', 'Save')}</div>`}`;
  },
  post(target, shown, visit) {
    const { fields } = shown;
    if (target === 'PropertyId:LookupCode') return { fields: { ...fields, UnitLookup_LookupCode: '' } };
    if (target !== 'Save' || orderOf(visit)) return shown;
    const says = fault(visit.world.records, fields);
    return says === undefined ? saving(fields, visit) : { fields, message: says };
  },
};

function saving(fields: Fields, { world }: Visit): Save<Shown, 'work_order'> {
  const { workOrders } = world.records;
  return new Save<Shown, 'work_order'>({
    kind: 'work_order',
    reference: marked.exec(fields['AccessNotes_TextBox'] ?? '')?.[0] ?? '',
    write() {
      const number = String(50_012 + workOrders.length);
      workOrders.push({
        number,
        property: fields['PropertyId_LookupCode'] ?? '',
        unit: fields['UnitLookup_LookupCode'] ?? '',
        description: fields['BriefDesc_TextBox'] ?? '',
        category: fields['Category_DropDownList'] ?? '',
        priority: fields['Priority_DropDownList'] ?? '',
        caller: fields['CallerName_TextBox'] ?? '',
        accessNotes: fields['AccessNotes_TextBox'] ?? '',
        status: 'Call',
        opened: world.today,
      });
      return number;
    },
    after: (number) => ({
      fields,
      message: `Work Order ${number ?? 50_012 + workOrders.length} has been saved`,
    }),
  });
}

function fault(records: Records, fields: Fields): string | undefined {
  if (propertiesOf(records, fields['PropertyId_LookupCode'] ?? '')?.length !== 1)
    return 'Property is required';
  if (!unitOf(records, fields)) return 'Unit is not a unit of this property';
  if ((fields['BriefDesc_TextBox'] ?? '').trim() === '') return 'Brief Description is required';
  if ((fields['Category_DropDownList'] ?? '') === '') return 'Category is required';
  return undefined;
}

const unitOf = (records: Records, fields: Fields) =>
  records.units.find(
    ({ property, unit }) =>
      property === fields['PropertyId_LookupCode'] && unit === fields['UnitLookup_LookupCode'],
  );

const orderOf = ({ world, query }: Visit) =>
  world.records.workOrders.find(({ number }) => number === query('Id'));

const fieldsOf = (order: WorkOrder | undefined): Fields => ({
  PropertyId_LookupCode: order?.property ?? '',
  UnitLookup_LookupCode: order?.unit ?? '',
  BriefDesc_TextBox: order?.description ?? '',
  Category_DropDownList: order?.category ?? '',
  Priority_DropDownList: order?.priority ?? 'Normal',
  CallerName_TextBox: order?.caller ?? '',
  AccessNotes_TextBox: order?.accessNotes ?? '',
});

/** Finds work orders by words in their access notes. */
export const workOrderSearch: FormPage = {
  path: 'WorkOrderSearch.aspx',
  title: 'Work Order Search',
  fresh: () => ({ AccessNotes_TextBox: '', searched: '' }),
  body: (fields, { world }) => {
    const found = world.records.workOrders.filter(({ accessNotes }) =>
      accessNotes.includes(fields['AccessNotes_TextBox'] ?? ''),
    );
    const rows = found.map((order) => [
      html`<a href="WorkOrder.aspx?Id=${order.number}&_=${order.number}">${order.number}</a>`,
      order.property,
      order.unit,
      order.status,
      order.accessNotes,
    ]);
    return html`<table class="filter">
        ${row('Access Notes', textBox(fields, 'AccessNotes_TextBox', { width: 30 }))}
      </table>
      <div class="buttons">${button('Search_Button', 'Search')}</div>
      ${
        fields['searched'] === 'yes'
          ? html`<div class="remark" id="Count_Label">${found.length} records</div>
              ${grid('WorkOrders', ['Work Order', 'Property', 'Unit', 'Status', 'Access Notes'], rows)}`
          : ''
      }`;
  },
  post: (target, { fields }) => ({ fields: { ...fields, searched: target === 'Search' ? 'yes' : '' } }),
};
