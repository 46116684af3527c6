import { html } from 'hono/html';
import { cashAccounts } from '../data/payables.ts';
import type { Invoice } from '../data/records.ts';
import type { Draft, Markup } from '../web/draft.ts';
import { drawGrid, firstPage } from '../web/grid.ts';
import type { Visit } from '../web/web-form.ts';
import { messages, saveButton } from './entry.ts';
import { codedOptions, duplicatesAmong, invoiceColumns, parseAmount } from './invoices.ts';
import { dollars } from './money.ts';
import type { State } from './new-payable-batch.ts';
import { totalOf } from './payable-batches.ts';

type Line = Invoice & { index: number };

/** Header, the line being entered, the lines so far, and what they come to beside the control totals. */
export function drawBatchForm(state: State, draft: Draft, visit: Visit): Markup {
  const { records, switches } = visit.world;
  const { vendors, accounts, buildings } = records;
  const warning = duplicatesAmong(state.invoices, records.billBatches);
  const cash = cashAccounts.find(({ code }) => code === state.cashAccount);
  const lines = state.invoices.map((invoice, index) => ({ ...invoice, index }));
  return html`<div class="toolbar">
      <a class="tool back" href="PayableBatches.aspx">Back to List</a>
      ${draft.tool('lnkClear', 'clear', 'Clear Form')}
    </div>
    ${messages(visit, state.message, warning)}
    <table class="filter batch">
      <tr>
        <th>Post Month<span class="required">*</span></th>
        <td>${draft.text('txtPeriod', state.period, { size: 8, maxLength: 7 })} <i>MM/YYYY</i></td>
        <th>Description<span class="required">*</span></th>
        <td>${draft.text('txtDescription', state.description, { size: 36 })}</td>
        <th>Reference</th>
        <td>${draft.text('txtReference', state.reference, { size: 18, maxLength: 30 })}</td>
      </tr>
      <tr>
        <th>Control Total<span class="required">*</span></th>
        <td>${draft.text('txtControlTotal', state.controlTotal, { size: 12, maxLength: 14 })}</td>
        <th>Control Count<span class="required">*</span></th>
        <td>${draft.text('txtControlCount', state.controlCount, { size: 4, maxLength: 4 })}</td>
        <th>Cash Account</th>
        <td id="lblCashAccount">${state.cashAccount} - ${cash?.name ?? ''}</td>
      </tr>
    </table>
    <div class="grid-title">Invoices</div>
    ${drawEntry()}
    ${drawGrid<Line>(draft, switches, {
      id: 'grdLines',
      columns: [
        ...invoiceColumns(records),
        {
          heading: '',
          value: ({ index }) => index,
          show: ({ index }) => html`<a href="${draft.postback('grdLines', `Remove$${index}`)}">Remove</a>`,
        },
      ],
      rows: lines,
      state: firstPage,
      pageSize: 500,
      sortable: false,
    })}
    ${drawTotals(state)}
    <div class="buttons">
      ${saveButton(draft, visit, 'btnPost', 'Post Batch')} ${draft.button('btnCancel', 'Cancel')}
    </div>`;

  function drawEntry(): Markup {
    const { entry } = state;
    return html`<table class="filter entry">
      <tr>
        <th>Vendor</th>
        <th>Invoice No.</th>
        <th>Date</th>
        <th>Property</th>
        <th>GL Account</th>
        <th>Amount</th>
        <th>Remarks</th>
        <th></th>
      </tr>
      <tr>
        <td>${draft.select('ddlVendor', codedOptions(vendors), entry.vendor)}</td>
        <td>${draft.text('txtInvoice', entry.invoice, { size: 11, maxLength: 20 })}</td>
        <td>${draft.text('txtInvoiceDate', entry.date, { size: 10, maxLength: 10 })}</td>
        <td>${draft.select('ddlProperty', codedOptions(buildings), entry.property)}</td>
        <td>${draft.select('ddlAccount', codedOptions(accounts), entry.account)}</td>
        <td>${draft.text('txtAmount', entry.amount, { size: 9, maxLength: 14 })}</td>
        <td>${draft.text('txtRemarks', entry.memo, { size: 14 })}</td>
        <td>${draft.button('btnAddLine', 'Add Line')}</td>
      </tr>
    </table>`;
  }
}

function drawTotals(state: State): Markup {
  const total = totalOf(state);
  const count = state.invoices.length;
  const row = (name: string, wanted: string, entered: string, difference: string, id: string) =>
    html`<tr>
      <th>${name}</th>
      <td class="num">${wanted}</td>
      <td class="num" id="lblBatch${id}">${entered}</td>
      <td class="num" id="lbl${id}Difference">${difference}</td>
    </tr>`;
  const control = parseAmount(state.controlTotal) ?? 0;
  const controlCount = Number(state.controlCount) || 0;
  return html`<table class="filter totals">
    <tr>
      <th></th>
      <th class="num">Control</th>
      <th class="num">Entered</th>
      <th class="num">Difference</th>
    </tr>
    ${row('Total', dollars(control), dollars(total), dollars(control - total), 'Total')}
    ${row('Payables', String(controlCount), String(count), String(controlCount - count), 'Count')}
  </table>`;
}
