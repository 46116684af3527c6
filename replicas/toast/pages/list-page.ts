import { html } from 'hono/html';
import type { Session } from '../sessions.ts';
import type { World } from '../world.ts';
import type { Markup } from './markup.ts';
import { newPage } from './shells.ts';
import { tableOf } from './table.ts';
import type { TableOf } from './table.ts';

interface ListPage<Row> {
  title: string;
  /** Below the restaurants' admin address. */
  path: string;
  /** What stands above the list; by default when its changes hold. */
  above?: Markup;
  /** What the rows are, as they are counted: "jobs". */
  what: string;
  table: TableOf<Row>;
}

/** A list of what can be edited, in one card, and how many there are. */
export function listPage<Row>(world: World, session: Session, page: ListPage<Row>): Markup {
  const { title, path, what, table } = page;
  const above = page.above ?? html`<p class="scope">Changes hold at once. They are not published.</p>`;
  return newPage(world, session, {
    title,
    path,
    body: html`${above}
      <section class="card">
        ${tableOf(table, world.switches)}
        <p class="count" data-testid="item-count">${table.rows.length} ${what}</p>
      </section>`,
  });
}
