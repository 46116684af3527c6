import type { Page } from 'playwright';
import { OutcomeUnknown, Refused } from 'sidedoor-mcp';
import { PublishPage } from './pages/publish.page.ts';
import type { MenuChange } from './pages/publish.page.ts';
import { arrive } from './pages/sight.ts';
import { goTo } from './restaurant.ts';

export interface Expected {
  item: string;
  price: string;
}

const isOne =
  ({ item, price }: Expected) =>
  (change: MenuChange) =>
    change.item.toLowerCase() === item.toLowerCase() && change.to === price;

const say = ({ item, from, to, saved_by }: MenuChange) => `${item} ${from} → ${to} by ${saved_by}`;

/**
 * To publish makes live what anybody saved, and cannot be undone (vendor facts): so all that waits must be expected.
 *
 * @throws Refused with the names of what else waits, or of what is expected and does not wait.
 */
export function assertExpected(waiting: MenuChange[], expected: Expected[]): void {
  const missing = expected.filter((one) => !waiting.some(isOne(one)));
  if (missing.length > 0)
    throw new Refused(
      `Not saved, so not to be published: ${missing.map(({ item, price }) => `${item} ${price}`).join('; ')}.`,
      { hint: 'See list_unpublished_changes; nothing was published.' },
    );
  const others = waiting.filter((change) => !expected.some((one) => isOne(one)(change)));
  if (others.length > 0)
    throw new Refused(`To publish would make live what was not expected: ${others.map(say).join('; ')}.`, {
      hint: 'Nothing was published. Ask the user whether these may go live too; then list them as well.',
    });
}

/** What a publish made live, as Toast itself shows it afterwards. */
export async function publishedOf(page: Page, restaurant: string, expected: Expected[]) {
  const screen = new PublishPage(page);
  const last = await screen.lastChanges();
  const changes = last.changes.map((change) => ({
    ...change,
    expected: expected.some((one) => isOne(one)(change)),
  }));
  const swept = changes.filter((change) => !change.expected);
  const shown = (await arrive(page, 'Publish config')).restaurant;
  const warning =
    shown !== restaurant
      ? `The session was switched to ${shown} at that moment: its changes went live, and none at ${restaurant}.`
      : swept.length > 0
        ? `Somebody saved at that moment, and it went live too: ${swept.map(say).join('; ')}.`
        : null;
  return {
    restaurant: shown,
    published: await screen.lastPublish(),
    changes,
    warning,
    complete: last.complete,
  };
}

/**
 * Whether the expected changes of a restaurant are live: the answer if so, null while all of them still wait.
 *
 * @throws OutcomeUnknown when it is neither.
 */
export async function lookWhetherPublished(
  page: Page,
  restaurant: string,
  expected: Expected[],
  lastPublish: string,
) {
  await goTo(page, restaurant);
  const screen = await PublishPage.open(page, restaurant);
  const { changes } = await screen.unpublished();
  if (expected.every((one) => changes.some(isOne(one)))) return null;
  const { changes: live } = await screen.lastChanges();
  const isLive = expected.every((one) => live.some(isOne(one)));
  if (isLive && (await screen.lastPublish()) !== lastPublish) return publishedOf(page, restaurant, expected);
  throw new OutcomeUnknown(`At ${restaurant} the changes neither wait nor are in the last publish.`);
}
