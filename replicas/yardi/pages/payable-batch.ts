import { html } from 'hono/html';
import type { Payable, PayableBatch, Records } from '../data/records.ts';
import { propertiesOf, describe } from '../files/scope.ts';
import { Save } from '../../saves/save.ts';
import { button, grid, lookup, row, textBox } from '../web/controls.ts';
import type { Fields } from '../web/controls.ts';
import type { FormPage, Shown, Visit } from '../web/form-page.ts';
import { cents, money } from '../web/format.ts';

const entry = {
  PayeeLookup_LookupCode: '',
  InvoiceNum_TextBox: '',
  TotalAmt_TextBox: '',
  InvDate_TextBox: '',
  DueDate_TextBox: '',
  PropIdLookup_LookupCode: '',
  AcctIdLookup_LookupCode: '',
  Remarks_TextBox: '',
};

const blank = {
  BatchDesc_TextBox: '',
  Notes_TextBox: '',
  PostMonth_TextBox: '',
  TotalOfPayables_TextBox: '',
  NumberOfPayables_TextBox: '',
  ...entry,
  lines: '[]',
};

type Line = Omit<Payable, 'control'>;

/** Entry of a batch of payables, all kept in the page until it is posted; or with `Id` one that is posted. */
export const payableBatchPage: FormPage = {
  path: 'PayableBatch.aspx',
  title: (_fields, { query }) => (query('Id') ? `Payable Batch ${query('Id')}` : 'Payable Batch'),
  saves: 'Post',
  fresh: (visit) => {
    const there = batchOf(visit);
    if (!there) return blank;
    const { description, notes, postMonth, payables } = there;
    const total = payables.reduce((sum, { amount }) => sum + amount, 0);
    return {
      ...blank,
      BatchDesc_TextBox: description,
      Notes_TextBox: notes,
      PostMonth_TextBox: mmyy(postMonth),
      TotalOfPayables_TextBox: money(total),
      NumberOfPayables_TextBox: String(payables.length),
      lines: JSON.stringify(payables),
    };
  },
  body: (fields, visit) => {
    const { records } = visit.world;
    const lines = linesOf(fields);
    const vendor = (code: string) => records.vendors.find((one) => one.code === code)?.name ?? '';
    const account = records.accounts.find(({ code }) => code === fields['AcctIdLookup_LookupCode']);
    const total = lines.reduce((sum, { amount }) => sum + amount, 0);
    const rows = lines.map((line) => [
      line.vendor,
      vendor(line.vendor),
      line.invoice,
      mmddyy(line.invoiceDate),
      mmddyy(line.dueDate),
      line.property,
      line.account,
      money(line.amount),
      line.remarks,
    ]);
    const headings = [
      'Payee',
      'Name',
      'Invoice Number',
      'Inv Date',
      'Due Date',
      'Property',
      'Account',
      'Total Amount',
      'Remarks',
    ];
    return html`<table class="filter">
        ${row('Batch Description', textBox(fields, 'BatchDesc_TextBox', { width: 40 }))}
        ${row('Notes', textBox(fields, 'Notes_TextBox', { width: 40 }))}
        ${row('Post Month', textBox(fields, 'PostMonth_TextBox', { width: 6 }))}
        ${row('Total of Payables', textBox(fields, 'TotalOfPayables_TextBox'))}
        ${row('Number of Payables', textBox(fields, 'NumberOfPayables_TextBox', { width: 6 }))}
      </table>
      ${grid('Payables', headings, rows)}
      <div class="remark">
        <span id="BatchCount_Label">${lines.length}</span> payables, total
        <span id="BatchTotal_Label">${money(total)}</span>
      </div>
      ${
        visit.query('Id')
          ? ''
          : html`<table class="filter">
                ${row('Payee', lookup(fields, 'PayeeLookup', vendor(fields['PayeeLookup_LookupCode'] ?? ''), 'Payee'))}
                ${row('Invoice Number', textBox(fields, 'InvoiceNum_TextBox'))}
                ${row('Total Amount', textBox(fields, 'TotalAmt_TextBox'))}
                ${row('Inv Date', textBox(fields, 'InvDate_TextBox', { width: 8 }))}
                ${row('Due Date', textBox(fields, 'DueDate_TextBox', { width: 8 }))}
                ${row('Property', lookup(fields, 'PropIdLookup', describe(records, fields['PropIdLookup_LookupCode'] ?? '')))}
                ${row('Account', lookup(fields, 'AcctIdLookup', account?.name ?? ''))}
                ${row('Remarks', textBox(fields, 'Remarks_TextBox', { width: 30 }))}
              </table>
              <div class="buttons">
                ${button('Add_Button', 'Add Payable')} ${button('Validate_Button', 'Validate')}
                ${button('Post_Button', 'Post')}
              </div>`
      }`;
  },
  post(target, shown, visit) {
    const { fields } = shown;
    const { records } = visit.world;
    if (visit.query('Id')) return shown;
    if (target === 'Add') {
      const line = toLine(records, fields);
      if (typeof line === 'string') return { fields, message: line };
      const lines = JSON.stringify([...linesOf(fields), line]);
      return { fields: { ...fields, ...entry, lines }, message: 'Payable is valid' };
    }
    const says = fault(fields);
    if (target === 'Validate') return { fields, message: says ?? 'Payable is valid' };
    if (target !== 'Post') return shown;
    return says === undefined ? posting(fields, visit) : { fields, message: says };
  },
};

function posting(fields: Fields, { world, session }: Visit): Save<Shown, 'payable_batch'> {
  const { batches } = world.records;
  return new Save<Shown, 'payable_batch'>({
    kind: 'payable_batch',
    reference: fields['Notes_TextBox'] ?? '',
    write() {
      const number = String(812 + batches.length);
      const payables = linesOf(fields).map((line, n) => ({
        ...line,
        control: `P-${number}${String(n + 1).padStart(2, '0')}`,
      }));
      const [month = '', year = ''] = (fields['PostMonth_TextBox'] ?? '').match(/../g) ?? [];
      batches.push({
        number,
        description: fields['BatchDesc_TextBox'] ?? '',
        notes: fields['Notes_TextBox'] ?? '',
        postMonth: `20${year}-${month}`,
        user: session.user,
        payables,
      });
      return number;
    },
    after: (number) => ({
      fields: blank,
      message: `Batch ${number ?? 812 + batches.length} has been posted`,
    }),
  });
}

/** Why a batch cannot be posted as it is. */
function fault(fields: Fields): string | undefined {
  const lines = linesOf(fields);
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  if (lines.length === 0) return 'The batch has no payables';
  if (!/^(0[1-9]|1[0-2])\d\d$/.test(fields['PostMonth_TextBox'] ?? '')) return 'Post Month must be mmyy';
  if (cents(fields['TotalOfPayables_TextBox'] ?? '') !== total)
    return 'Batch total does not match the control total';
  if (fields['NumberOfPayables_TextBox'] !== String(lines.length))
    return 'Number of payables does not match the batch';
  return undefined;
}

function toLine(records: Records, fields: Fields): Line | string {
  const vendor = fields['PayeeLookup_LookupCode'] ?? '';
  const property = fields['PropIdLookup_LookupCode'] ?? '';
  const account = fields['AcctIdLookup_LookupCode'] ?? '';
  const amount = cents(fields['TotalAmt_TextBox'] ?? '');
  const invoiceDate = isoOf(fields['InvDate_TextBox'] ?? '');
  const dueDate = isoOf(fields['DueDate_TextBox'] ?? '');
  if (!records.vendors.some(({ code }) => code === vendor)) return 'Prompt Payee: payee not found';
  if (propertiesOf(records, property)?.length !== 1) return 'Property not found';
  if (!records.accounts.some(({ code }) => code === account)) return 'Account not found';
  if (amount === undefined || amount === 0) return 'Total Amount is required';
  if (!invoiceDate || !dueDate) return 'Dates must be mmddyy';
  const invoice = fields['InvoiceNum_TextBox'] ?? '';
  if (invoice === '') return 'Invoice Number is required';
  return {
    vendor,
    invoice,
    invoiceDate,
    dueDate,
    property,
    account,
    amount,
    remarks: fields['Remarks_TextBox'] ?? '',
  };
}

const linesOf = (fields: Fields) => JSON.parse(fields['lines'] ?? '[]') as Line[];

const batchOf = ({ world, query }: Visit): PayableBatch | undefined =>
  world.records.batches.find(({ number }) => number === query('Id'));

const mmyy = (month: string) => month.slice(5, 7) + month.slice(2, 4);
const mmddyy = (day: string) => day.slice(5, 7) + day.slice(8, 10) + day.slice(2, 4);

function isoOf(text: string): string | undefined {
  const [month = '', date = '', year = ''] = /^\d{6}$/.test(text) ? text.match(/../g)! : [];
  const iso = `20${year}-${month}-${date}`;
  return Number.isNaN(Date.parse(iso)) ? undefined : iso;
}

/** Finds batches by words in their notes. */
export const batchSearch: FormPage = {
  path: 'PayableBatchSearch.aspx',
  title: 'Payable Batch Search',
  fresh: () => ({ Notes_TextBox: '', searched: '' }),
  body: (fields, { world }) => {
    const found = world.records.batches.filter(({ notes }) => notes.includes(fields['Notes_TextBox'] ?? ''));
    const rows = found.map(({ number, description, notes }) => [
      html`<a href="PayableBatch.aspx?Id=${number}&_=${number}">${number}</a>`,
      description,
      notes,
    ]);
    return html`<table class="filter">
        ${row('Notes', textBox(fields, 'Notes_TextBox', { width: 30 }))}
      </table>
      <div class="buttons">${button('Search_Button', 'Search')}</div>
      ${
        fields['searched'] === 'yes'
          ? html`<div id="Count_Label">${found.length} records</div>
              ${grid('Batches', ['Batch', 'Batch Description', 'Notes'], rows)}`
          : ''
      }`;
  },
  post: (target, { fields }) => ({ fields: { ...fields, searched: target === 'Search' ? 'yes' : '' } }),
};
