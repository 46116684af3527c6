import { html } from 'hono/html';
import type { MenuItem, UnpublishedChange } from '../data/records.ts';
import type { Session } from '../sessions.ts';
import { restaurantOf } from '../world.ts';
import type { World } from '../world.ts';
import { doubleSubmitScript } from './door.ts';
import { editor, shown } from './editor.ts';
import { dollars, hundredths } from './markup.ts';
import type { Markup } from './markup.ts';
import { newPage } from './shells.ts';

export const noPermission = html`<div class="notice" id="no-permission">
  You do not have permission to edit menus or to publish. Ask an administrator for 4.5 Edit Full Menu and 6.4
  Publishing.
</div>`;

const changesHere = ({ records }: World, guid: string) =>
  records.unpublished.filter(({ restaurant }) => restaurant === guid);

export function menuItemsPage(world: World, session: Session): Markup {
  const items = world.records.items.filter(({ restaurant }) => restaurant === session.restaurant);
  return newPage(world, session, {
    title: 'Menu items',
    path: 'menus',
    body: html`<section class="card">
      <table class="data" id="menu-items">
        <thead>
          <tr>
            <th>Item</th>
            <th>Menu group</th>
            <th>Price</th>
            <th>Status</th>
          </tr>
        </thead>
        <tbody>
          ${items.map(
            (item) =>
              html`<tr class="row">
                <td><a href="/restaurants/admin/menus/items/${item.guid}">${item.name}</a></td>
                <td>${item.group}</td>
                <td>${dollars(item.price)}</td>
                <td>${item.price === item.published ? 'Published' : 'Unpublished change'}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="count" data-testid="item-count">${items.length} items</p>
    </section>`,
  });
}

export interface ItemState {
  saved?: boolean;
  error?: string;
  typed?: string;
}

export function menuItemPage(world: World, session: Session, item: MenuItem, state: ItemState): Markup {
  const waiting = changesHere(world, item.restaurant).length;
  return newPage(world, session, {
    title: item.name,
    path: 'menus',
    body: html`<p class="scope"><a href="/restaurants/admin/menus">Menu items</a> / ${item.group}</p>
      ${editor(world, session, {
        action: `menus/items/${item.guid}`,
        says: state.error ?? (state.saved ? 'Saved. Publish to make it live.' : ''),
        heading: 'Item details',
        noPermission,
        fields: html`${shown('item-name', 'Item name', item.name)}
          ${shown('item-group', 'Menu group', item.group)}
          ${shown('item-category', 'Sales category', item.category)}
          ${shown('published-price', 'Published price', dollars(item.published))}
          <label for="price">Base price</label>
          <span
            >$
            <input
              id="price"
              name="price"
              size="10"
              value="${state.typed ?? hundredths(item.price)}"
              data-saved="${hundredths(item.price)}"
          /></span>
          ${shown('last-edited', 'Last edited', item.lastEdited)}
          ${shown('unpublished-count', 'Unpublished at this restaurant', String(waiting))}`,
      })}`,
  });
}

function changesTable(id: string, changes: UnpublishedChange[], nothing: string): Markup {
  return html`<table class="data" id="${id}">
    <thead>
      <tr>
        <th>Item</th>
        <th>Change</th>
        <th>Published</th>
        <th>New</th>
        <th>Saved by</th>
        <th>Saved</th>
      </tr>
    </thead>
    <tbody>
      ${changes.map(
        (change) =>
          html`<tr class="row">
            <td>${change.name}</td>
            <td>Price</td>
            <td>${dollars(change.from)}</td>
            <td>${dollars(change.to)}</td>
            <td>${change.by}</td>
            <td>${change.at}</td>
          </tr>`,
      )}
      ${
        changes.length === 0
          ? html`<tr class="nothing">
              <td colspan="6">${nothing}</td>
            </tr>`
          : ''
      }
    </tbody>
  </table>`;
}

/** Publish Now makes live everything that anybody has saved at the session's restaurant. */
export function publishPage(world: World, session: Session, says = ''): Markup {
  const { guid, name } = restaurantOf(world, session);
  const changes = changesHere(world, guid);
  const last = world.records.publishes.findLast(({ restaurant }) => restaurant === guid);
  return newPage(world, session, {
    title: 'Publish config',
    path: 'publish',
    body: html`<p class="scope" data-testid="report-scope">${name}</p>
      ${says ? html`<div class="notice done" id="save-says">${says}</div>` : ''}
      <section class="card">
        <h2>Unpublished changes</h2>
        ${changesTable('unpublished-changes', changes, 'Everything is published')}
        <p class="count" data-testid="change-count">${changes.length} unpublished changes</p>
        ${
          session.user.editsMenus
            ? html`<form class="save" method="post" action="/restaurants/admin/publish">
                <button
                  class="primary"
                  id="publish-now"
                  name="publish"
                  value="all"
                  ${changes.length === 0 ? 'disabled' : ''}
                >
                  Publish now
                </button>
              </form>`
            : noPermission
        }
      </section>
      <p></p>
      <section class="card">
        <h2>Last publish</h2>
        <p id="last-publish">${last ? `${last.at} by ${last.by}` : 'Never'}</p>
        ${
          last
            ? html`${changesTable('last-changes', last.changes, 'Nothing')}
                <p class="count" data-testid="last-count">${last.changes.length} changes</p>`
            : ''
        }
      </section>
      ${world.switches.doubleSubmit ? doubleSubmitScript : ''}`,
  });
}
