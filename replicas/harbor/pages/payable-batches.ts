import { html } from 'hono/html';
import { usDate } from '../data/calendar.ts';
import type { BillBatch } from '../data/records.ts';
import { drawGrid, firstPage, gridEvent } from '../web/grid.ts';
import type { Column, GridState } from '../web/grid.ts';
import { recordSaved } from './record-saved.ts';
import type { WebForm } from '../web/web-form.ts';
import { criteria } from './filters.ts';
import { dollars } from './money.ts';

interface State extends GridState {
  /** As typed; the whole reference, in any case. */
  reference: string;
  message: string;
}

/** "2026-11" as the screens show it: "11/2026". */
export const usMonth = (period: string): string => `${period.slice(5)}/${period.slice(0, 4)}`;

export const totalOf = ({ invoices }: Pick<BillBatch, 'invoices'>): number =>
  invoices.reduce((sum, { amount }) => sum + amount, 0);

const columns: Column<BillBatch>[] = [
  {
    heading: 'Batch',
    value: (batch) => batch.number,
    show: ({ number }) => html`<a href="PayableBatch.aspx?no=${number}">${number}</a>`,
  },
  { heading: 'Post Month', value: (batch) => batch.period, show: (batch) => usMonth(batch.period) },
  { heading: 'Description', value: (batch) => batch.description },
  { heading: 'Reference', value: (batch) => batch.reference ?? '' },
  { heading: 'Posted', value: (batch) => batch.postedOn, show: (batch) => usDate(batch.postedOn) },
  { heading: 'By', value: (batch) => batch.by },
  { heading: 'Payables', value: (batch) => batch.invoices.length, numeric: true },
  { heading: 'Total', value: totalOf, show: (batch) => dollars(totalOf(batch)), numeric: true },
];

/** The batches of payables that were posted, newest first. */
export const payableBatchesPage: WebForm<State> = {
  path: 'PayableBatches.aspx',
  title: 'Payable Batches',

  fresh: ({ query }) => ({ ...firstPage, reference: '', message: query('saved') ? recordSaved : '' }),

  on(state, { target, argument, field }) {
    if (target === 'grdBatches') return { ...gridEvent(state, argument), message: '' };
    const reference = target === 'btnSearch' ? field('txtReference').trim() : '';
    return target === 'lnkRefresh' ? state : { ...firstPage, reference, message: '' };
  },

  draw(state, draft, { world }) {
    const rows = world.records.billBatches
      .filter(({ reference }) =>
        state.reference === '' ? true : reference?.toLowerCase() === state.reference.toLowerCase(),
      )
      .toReversed();
    return html`<div class="toolbar">
        <a class="tool add" href="NewPayableBatch.aspx">New</a>
        ${draft.tool('lnkRefresh', 'refresh', 'Refresh')} ${draft.tool('lnkClear', 'clear', 'Clear Filter')}
        <a class="tool print" href="javascript:window.print()">Print</a>
      </div>
      <div class="message ok" id="lblMessage">${state.message}</div>
      <table class="filter">
        <tr>
          <th>Reference</th>
          <td>${draft.text('txtReference', state.reference, { size: 16, maxLength: 30 })}</td>
          <td>${draft.button('btnSearch', 'Search')}</td>
        </tr>
      </table>
      ${criteria(`Reference = ${state.reference || '(Any)'}`)}
      ${drawGrid(draft, world.switches, { id: 'grdBatches', columns, rows, state })}`;
  },
};
