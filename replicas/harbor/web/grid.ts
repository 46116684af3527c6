import { html } from 'hono/html';
import type { HarborSwitches } from '../switches.ts';
import type { Draft, Markup } from './draft.ts';

export interface Column<Row> {
  heading: string;
  /** What the column is sorted by, and shows where `show` is not given. */
  value(row: Row): string | number;
  show?(row: Row): string | Markup;
  /** Amounts and counts. */
  numeric?: boolean;
}

export interface GridState {
  /** From 1. */
  page: number;
  /** Heading of the column that the rows are sorted by; as they come when empty. */
  sort: string;
  down: boolean;
}

export interface GridOptions<Row> {
  id: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  state: GridState;
  /** Rows a page; a statement shows all on one. Default 20. */
  pageSize?: number;
  sortable?: boolean;
  /** A closing row of totals, one cell a column. */
  totals?: readonly string[];
}

export const firstPage: GridState = { page: 1, sort: '', down: false };

/** The state after one of a grid's own events: "Page$3", "Sort$Opened". */
export function gridEvent<State extends GridState>(state: State, argument: string): State {
  const [kind, value = ''] = argument.split('$');
  if (kind === 'Page') return { ...state, page: Number(value) };
  return { ...state, page: 1, sort: value, down: state.sort === value && !state.down };
}

/** Draws a grid with its record bar, its headings to sort by and its pager row, and whatever is switched wrong. */
export function drawGrid<Row>(draft: Draft, switches: HarborSwitches, options: GridOptions<Row>): Markup {
  draft.hasGrid = true;
  const { id, columns, rows, state, pageSize = 20, sortable = true, totals } = options;
  const allPages = Math.max(1, Math.ceil(rows.length / pageSize));
  const pages = switches.dropLastPage && allPages > 1 ? allPages - 1 : allPages;
  const page = Math.min(Math.max(1, state.page), pages);
  const shownPage = switches.repeatPage && page === 2 ? 1 : page;
  const sorted = sort(rows, columns, state);
  const shown = sorted.slice((shownPage - 1) * pageSize, shownPage * pageSize);
  if (switches.truncateRows) shown.pop();

  const cells = (row: Row) => {
    const drawn = columns.map(
      (column) =>
        html`<td class="${column.numeric ? 'num' : ''}">${column.show?.(row) ?? column.value(row)}</td>`,
    );
    return switches.shiftColumn ? [html`<td></td>`, ...drawn.slice(0, -1)] : drawn;
  };
  const headings = columns.map(({ heading, numeric }, index) => {
    const name = switches.renameHeading && index === renamedColumn ? `${heading} Ref` : heading;
    const style = `${numeric ? 'num' : ''} ${arrow(state, heading)}`;
    const label = sortable ? html`<a href="${draft.postback(id, `Sort$${heading}`)}">${name}</a>` : name;
    return html`<th scope="col" class="${style}">${label}</th>`;
  });
  return html`<div class="record-bar">
      <span id="${id}_Records">${rows.length} ${rows.length === 1 ? 'record' : 'records'}</span>
      <span id="${id}_PageLabel">Page ${page} of ${pages}</span>
    </div>
    <table class="grid" id="${id}" cellspacing="0" rules="all" border="1">
      <tr class="head">
        ${headings}
      </tr>
      ${
        rows.length === 0
          ? html`<tr class="none">
              <td colspan="${columns.length}">No records found.</td>
            </tr>`
          : ''
      }
      ${shown.map(
        (row, index) =>
          html`<tr class="${index % 2 ? 'row alt' : 'row'}">
            ${cells(row)}
          </tr>`,
      )}
      ${
        totals
          ? html`<tr class="totals">
              ${totals.map((total) => html`<td class="num">${total}</td>`)}
            </tr>`
          : ''
      }
      ${pages > 1 ? pagerRow(draft, id, page, pages, columns.length) : ''}
    </table>`;
}

/** Which heading of a grid gets another name. */
const renamedColumn = 1;

function arrow(state: GridState, heading: string): string {
  if (state.sort !== heading) return '';
  return state.down ? 'down' : 'up';
}

function sort<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { sort: by, down }: GridState,
): Row[] {
  const column = columns.find(({ heading }) => heading === by);
  if (!column) return [...rows];
  const order = (one: Row, other: Row) => {
    const [left, right] = [column.value(one), column.value(other)];
    const difference =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right));
    return down ? -difference : difference;
  };
  return rows.toSorted(order);
}

/** Ten page numbers at a time, "..." for the next ten, as grids of the time have it. */
function pagerRow(draft: Draft, id: string, page: number, pages: number, columns: number): Markup {
  const link = (to: number, label: string | number) =>
    html`<td><a href="${draft.postback(id, `Page$${to}`)}">${label}</a></td>`;
  const first = Math.floor((page - 1) / 10) * 10 + 1;
  const last = Math.min(first + 9, pages);
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return html`<tr class="pager">
    <td colspan="${columns}">
      <table border="0">
        <tr>
          ${first > 1 ? link(first - 1, '...') : ''}
          ${numbers.map((number) => (number === page ? html`<td><span>${number}</span></td>` : link(number, number)))}
          ${last < pages ? link(last + 1, '...') : ''}
        </tr>
      </table>
    </td>
  </tr>`;
}
