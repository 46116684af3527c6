import { html } from 'hono/html';
import { headingsOf } from '../headings.ts';
import type { ToastSwitches } from '../switches.ts';
import type { Markup } from './markup.ts';

export interface TableOf<Row> {
  id: string;
  columns: [heading: string, cell: (row: Row) => string | Markup, total?: string][];
  rows: Row[];
  /** The row that says that there is none. */
  nothing: string;
  /** What the row below the rows is called; "Total" when not given. */
  below?: string;
}

/** A table with its totals, and whatever is switched wrong with it. */
export function tableOf<Row>(
  { id, columns, rows, nothing, below = 'Total' }: TableOf<Row>,
  switches: ToastSwitches,
): Markup {
  const shown = switches.truncateRows ? rows.slice(0, -1) : rows;
  const headings = headingsOf(
    columns.map(([heading]) => heading),
    switches,
  );
  const cells = (row: Row) => {
    const all = columns.map(([, cell]) => cell(row));
    return switches.shiftColumn ? ['', ...all.slice(0, -1)] : all;
  };
  /** What is added up, or begins with a dollar sign, stands at the right. */
  const isNumber = columns.map(([, cell, total]) => {
    const first = rows[0] === undefined ? '' : cell(rows[0]);
    return total !== undefined || (typeof first === 'string' && /^\(?\$/.test(first));
  });
  const kind = (n: number) => (isNumber[n] ? 'num' : '');
  const hasTotals = columns.some(([, , total]) => total !== undefined);
  const totals = columns.map(
    ([, , total]) => (switches.brokenTotals ? total?.replace(/\d(?=\D*$)/, '7') : total) ?? '',
  );
  return html`<table id="${id}" class="data">
    <thead>
      <tr>
        ${headings.map((heading, n) => html`<th class="${kind(n)}">${heading}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${shown.map(
        (row) =>
          html`<tr class="row">
            ${cells(row).map((cell, n) => html`<td class="${kind(n)}">${cell}</td>`)}
          </tr>`,
      )}
      ${
        rows.length === 0 && !switches.emptyWithoutRow
          ? html`<tr class="nothing">
              <td colspan="${columns.length}">${nothing}</td>
            </tr>`
          : ''
      }
    </tbody>
    ${
      hasTotals
        ? html`<tfoot>
            <tr class="totals">
              ${totals.map((text, n) => html`<td class="${kind(n)}">${n === 0 ? below : text}</td>`)}
            </tr>
          </tfoot>`
        : ''
    }
  </table>`;
}
