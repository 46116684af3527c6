import { html } from 'hono/html';
import { usDate } from '../data/calendar.ts';
import { cashAccounts } from '../data/payables.ts';
import { drawGrid, firstPage } from '../web/grid.ts';
import type { WebForm } from '../web/web-form.ts';
import { invoiceColumns } from './invoices.ts';
import { dollars } from './money.ts';
import { totalOf, usMonth } from './payable-batches.ts';

interface State {
  number: string;
}

/** One posted batch with its invoices. */
export const payableBatchPage: WebForm<State> = {
  path: 'PayableBatch.aspx',
  title: 'Payable Batch',

  fresh: ({ query }) => ({ number: query('no') }),
  on: (state) => state,

  draw({ number }, draft, { world }) {
    const batch = world.records.billBatches.find((one) => one.number === number);
    const toolbar = html`<div class="toolbar">
      <a class="tool back" href="PayableBatches.aspx">Back to List</a>
      ${draft.tool('lnkRefresh', 'refresh', 'Refresh')}
      <a class="tool print" href="javascript:window.print()">Print</a>
    </div>`;
    if (!batch)
      return html`${toolbar}
        <div class="message" id="lblMessage">Batch ${number} is not on file.</div>`;
    const cash = cashAccounts.find(({ code }) => code === batch.cashAccount);
    const cell = (label: string, id: string, text: string) =>
      html`<th>${label}</th>
        <td id="${id}">${text}</td>`;
    return html`${toolbar}
      <table class="detail header">
        <tr>
          ${cell('Batch', 'lblBatch', batch.number)} ${cell('Post Month', 'lblPeriod', usMonth(batch.period))}
          ${cell('Posted', 'lblPosted', usDate(batch.postedOn))} ${cell('By', 'lblBy', batch.by)}
        </tr>
        <tr>
          ${cell('Description', 'lblDescription', batch.description)}
          ${cell('Reference', 'lblReference', batch.reference ?? '')}
          ${cell('Cash Account', 'lblCashAccount', `${batch.cashAccount} - ${cash?.name ?? ''}`)}
          ${cell('Status', 'lblStatus', 'Posted')}
        </tr>
      </table>
      ${drawGrid(draft, world.switches, {
        id: 'grdInvoices',
        columns: invoiceColumns(world.records),
        rows: batch.invoices,
        state: firstPage,
        pageSize: 500,
        sortable: false,
        totals: ['', '', '', '', 'Batch Total', dollars(totalOf(batch)), ''],
      })}`;
  },
};
