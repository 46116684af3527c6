import { html, raw } from 'hono/html';
import type { PurchaseLine, Records } from '../data/records.ts';
import { propertiesOf } from '../files/scope.ts';
import { Save } from '../../saves/save.ts';
import { button, dropDown, grid, lookup, row, textBox } from '../web/controls.ts';
import type { Fields } from '../web/controls.ts';
import type { FormPage, Shown, Visit } from '../web/form-page.ts';
import { cents, money, slashed, unslashed } from '../web/format.ts';

const kinds = ['Operating', 'Capital'].map((name) => [name, name] as const);
const marked = /SD-[0-9A-Z]+/;
const columns = ['PropIdLookup_PropId', 'podetdesc', 'AcctIdLookup_AcctId', 'qty', 'tranunitprice'] as const;
const idOf = (at: number, column: string) => `DetailsGrid_DataTable_row${at}_${column}`;
const blankRow = (at: number): Fields => Object.fromEntries(columns.map((column) => [idOf(at, column), '']));

const blank = ({ world }: Visit): Fields => ({
  VendorLookup_LookupCode: '',
  Desctxt_TextBox: '',
  ExpTypeList_DropDownList: 'Operating',
  OrderDate_TextBox: slashed(world.today),
  RequiredDate_TextBox: '',
  number: '',
  ...blankRow(0),
});

/** Purchase order: a new one, or with `Id` one that is there. Its lines are typed into the cells of a grid. */
export const purchaseOrderPage: FormPage = {
  path: 'PO.aspx',
  title: ({ number = '' }) => `Purchase Order ${number}`.trim(),
  saves: 'savebutton',
  fresh: (visit) => ({ ...blank(visit), ...fieldsOf(visit.world.records, visit.query('Id')) }),
  body(fields, { world: { records } }) {
    const there = records.purchaseOrders.find(({ number }) => number === fields['number']);
    const isNew = fields['number'] === '';
    const vendor = records.vendors.find(({ code }) => code === fields['VendorLookup_LookupCode']);
    const lines = typedLines(fields);
    const rows = lines.map((line, at) => [
      ...columns.map((column) =>
        textBox(fields, idOf(at, column), { width: column === 'podetdesc' ? 30 : 10 }),
      ),
      html`<span id="${idOf(at, 'trantotal')}">${money(line.total)}</span>`,
    ]);
    const total = money(lines.reduce((sum, one) => sum + one.total, 0));
    const headings = ['Property', 'Description', 'Account', 'Quantity', 'Unit Price', 'Total'];
    return html`<table class="filter">
        ${row('Payee', lookup(fields, 'VendorLookup', vendor?.name ?? '', 'Payee'))}
        ${row('Description', textBox(fields, 'Desctxt_TextBox', { width: 50 }))}
        ${row('Expense Type', dropDown(fields, 'ExpTypeList_DropDownList', kinds))}
        ${row('Order Date', textBox(fields, 'OrderDate_TextBox'))}
        ${row('Required By', textBox(fields, 'RequiredDate_TextBox'))}
        ${row(
          'Total',
          html`<input
            type="text"
            class="aspNetDisabled"
            id="TotalAmt_TextBox"
            value="${total}"
            size="12"
            readonly
          />`,
        )}
        ${row('Status', html`<span id="CommonWorkflow_lblWorkflowStatus_Label">${there?.status ?? ''}</span>`)}
        ${row('Current Step', html`<span id="CommonWorkflow_txtCurrentStep_Label">${there?.step ?? ''}</span>`)}
      </table>
      ${grid('DetailsGrid', headings, rows)}
      ${
        isNew
          ? html`<div class="buttons">
              ${button('AddRow_Button', 'Add Row')} ${button('savebutton_Button', 'Save')}
            </div>`
          : ''
      }
      <script>
        ${raw(totals)};
      </script>`;
  },
  post(target, shown, visit) {
    const { fields } = shown;
    if (fields['number'] !== '') return shown;
    if (target === 'AddRow') return { fields: { ...fields, ...blankRow(typedLines(fields).length) } };
    if (target !== 'savebutton') return shown;
    const says = fault(visit.world.records, fields);
    return says === undefined ? saving(fields, visit) : { fields, message: says };
  },
};

/** What a line and the order come to is shown as it is typed. */
const totals = `document.getElementById('DetailsGrid_DataTable').addEventListener('change', function () {
  var sum = 0, show = function (cents) { return (cents / 100).toFixed(2).replace(/\\B(?=(\\d{3})+(?!\\d))/g, ','); };
  for (var at = 0, price; (price = document.getElementById('DetailsGrid_DataTable_row' + at + '_tranunitprice')); at++) {
    var cents = Math.round(document.getElementById('DetailsGrid_DataTable_row' + at + '_qty').value * price.value * 100) || 0;
    document.getElementById('DetailsGrid_DataTable_row' + at + '_trantotal').textContent = show(cents);
    sum += cents;
  }
  document.getElementById('TotalAmt_TextBox').value = show(sum);
})`;

function typedLines(fields: Fields): PurchaseLine[] {
  const lines: PurchaseLine[] = [];
  for (let at = 0; fields[idOf(at, 'qty')] !== undefined; at++) {
    const [property = '', description = '', account = '', quantity = '', price = ''] = columns.map(
      (column) => fields[idOf(at, column)] ?? '',
    );
    const unitPrice = cents(price) ?? 0;
    const total = Math.round(Number(quantity) * unitPrice) || 0;
    lines.push({ property, description, account, quantity, unitPrice, total });
  }
  return lines;
}

const isBlank = (line: PurchaseLine) => line.property === '' && line.quantity === '' && line.account === '';

function saving(fields: Fields, { world, session }: Visit): Save<Shown, 'purchase_order'> {
  const { purchaseOrders } = world.records;
  return new Save<Shown, 'purchase_order'>({
    kind: 'purchase_order',
    reference: marked.exec(fields['Desctxt_TextBox'] ?? '')?.[0] ?? '',
    write() {
      const number = String(7_041 + purchaseOrders.length);
      purchaseOrders.push({
        number,
        vendor: fields['VendorLookup_LookupCode'] ?? '',
        description: fields['Desctxt_TextBox'] ?? '',
        expenseType: fields['ExpTypeList_DropDownList'] ?? '',
        orderDate: unslashed(fields['OrderDate_TextBox'] ?? ''),
        requiredBy: unslashed(fields['RequiredDate_TextBox'] ?? ''),
        status: 'In Process',
        step: 'Manager Approval',
        user: session.user,
        lines: typedLines(fields).filter((line) => !isBlank(line)),
      });
      return number;
    },
    after: (number) => ({ fields: { ...fields, number: number ?? String(7_041 + purchaseOrders.length) } }),
  });
}

/** Why an order cannot be saved as it is. */
function fault(records: Records, fields: Fields): string | undefined {
  const lines = typedLines(fields).filter((line) => !isBlank(line));
  if (!records.vendors.some(({ code }) => code === fields['VendorLookup_LookupCode']))
    return 'Payee is required';
  if (unslashed(fields['OrderDate_TextBox'] ?? '').length !== 10) return 'Order Date is required';
  if (unslashed(fields['RequiredDate_TextBox'] ?? '').length !== 10) return 'Required By is required';
  if (lines.length === 0) return 'The order has no lines';
  for (const [at, { property, account, total }] of lines.entries()) {
    if (propertiesOf(records, property)?.length !== 1) return `Line ${at + 1}: property not found`;
    if (!records.accounts.some(({ code }) => code === account)) return `Line ${at + 1}: account not found`;
    if (total <= 0) return `Line ${at + 1}: quantity and unit price are required`;
  }
  return undefined;
}

function fieldsOf({ purchaseOrders }: Records, id: string): Fields {
  const there = purchaseOrders.find(({ number }) => number === id);
  if (!there) return {};
  const cells = there.lines.flatMap((line, at) => {
    const values = [line.property, line.description, line.account, line.quantity, money(line.unitPrice)];
    return columns.map((column, n) => [idOf(at, column), values[n]!] as const);
  });
  return {
    VendorLookup_LookupCode: there.vendor,
    Desctxt_TextBox: there.description,
    ExpTypeList_DropDownList: there.expenseType,
    OrderDate_TextBox: slashed(there.orderDate),
    RequiredDate_TextBox: slashed(there.requiredBy),
    number: there.number,
    ...Object.fromEntries(cells),
  };
}

/** Finds purchase orders by words in their descriptions. */
export const purchaseOrderSearch: FormPage = {
  path: 'POSearch.aspx',
  title: 'Purchase Order Search',
  fresh: () => ({ Desctxt_TextBox: '', searched: '' }),
  body(fields, { world }) {
    const found = world.records.purchaseOrders.filter(({ description }) =>
      description.includes(fields['Desctxt_TextBox'] ?? ''),
    );
    const rows = found.map(({ number, vendor, status, description }) => [
      html`<a href="PO.aspx?Id=${number}&_=${number}">${number}</a>`,
      vendor,
      status,
      description,
    ]);
    return html`<table class="filter">
        ${row('Description', textBox(fields, 'Desctxt_TextBox', { width: 30 }))}
      </table>
      <div class="buttons">${button('Search_Button', 'Search')}</div>
      ${
        fields['searched'] === 'yes'
          ? html`<div class="remark" id="Count_Label">${found.length} records</div>
              ${grid('Orders', ['PO #', 'Payee', 'Status', 'Description'], rows)}`
          : ''
      }`;
  },
  post: (target, { fields }) => ({ fields: { ...fields, searched: target === 'Search' ? 'yes' : '' } }),
};
