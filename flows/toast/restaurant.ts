import type { Page } from 'playwright';
import { AppUnavailable, LayoutChanged, NotFound } from 'sidedoor-mcp';
import type { ServerChoice } from 'sidedoor-mcp';
import { arrive, lookAt } from './pages/sight.ts';

/** The restaurant that the engine last saw, or made, to be the chosen one on a page. */
const chosen = new WeakMap<Page, string>();

/** The session works in another restaurant than it did a moment ago: another tab, or a colleague at this computer. */
class SwitchedUnderneath extends AppUnavailable {
  constructor(from: string, to: string) {
    super(`The session works in "${to}" now, no longer in "${from}".`, {
      hint: 'Somebody else uses this login and switches restaurants. Call again when nobody does.',
    });
  }
}

/** The restaurant is the session's, on the server (a vendor fact): an address cannot name it, only switch it. */
export const restaurantChoice: ServerChoice = {
  async read(page) {
    const restaurant = await whereNow(page);
    chosen.set(page, restaurant);
    return restaurant;
  },
  async choose(page, name) {
    const open = page.locator('#switch-restaurants-menu a');
    const names = (await open.allTextContents()).map((text) => text.trim());
    const at = names.indexOf(name);
    if (at === -1) throw new NotFound(`There is no restaurant "${name}"; there are: ${names.join(', ')}.`);
    await page.goto((await open.nth(at).getAttribute('href')) ?? '');
    await arrive(page, 'Home');
  },
};

/** Where the session works, by its home page. */
export async function whereNow(page: Page): Promise<string> {
  await page.goto('restaurants/admin/home');
  return (await arrive(page, 'Home')).restaurant;
}

/** The restaurant that this run is about: what the account chose, or else where the session happens to work. */
async function restaurantOf(page: Page): Promise<string> {
  return chosen.get(page) ?? whereNow(page);
}

export async function goTo(page: Page, restaurant: string): Promise<void> {
  if ((await whereNow(page)) !== restaurant) await restaurantChoice.choose(page, restaurant);
}

/** @throws SwitchedUnderneath, or LayoutChanged when nothing says which restaurant it is. */
export function assertSame(expected: string, shown: string): void {
  if (shown === '') throw new LayoutChanged(`It is not said that this is about "${expected}".`);
  if (shown !== expected) throw new SwitchedUnderneath(expected, shown);
}

/** Opens one of the restaurant's pages. */
export async function openPage(page: Page, path: string, title: string, restaurant: string): Promise<void> {
  await page.goto(`restaurants/admin/${path}`);
  assertSame(restaurant, (await arrive(page, title)).restaurant);
}

/** @throws SwitchedUnderneath when the page that is open was made for another restaurant. */
export async function stillIn(page: Page, restaurant: string): Promise<void> {
  assertSame(restaurant, (await lookAt(page)).restaurant);
}

/** @throws SwitchedUnderneath when the session works in another restaurant by now, whatever the page still says. */
export async function stillWorksIn(page: Page, restaurant: string): Promise<void> {
  assertSame(restaurant, await whereNow(page));
}

/**
 * For the moment before a commit that goes to wherever the session works (a vendor fact): as `stillWorksIn`, and leaves the
 * page as it is.
 */
export async function assertWorksIn(page: Page, restaurant: string): Promise<void> {
  const state = (await page.evaluate(async () => (await fetch('/account/session/state')).json())) as {
    restaurantName?: string;
  };
  assertSame(restaurant, state.restaurantName ?? '');
}

/**
 * For a write that goes to wherever the session works: a connection that breaks off says nothing of what was done and where,
 * so the run goes on and looks. A later look, in another session, would not know that there was another restaurant.
 */
export async function thoughBrokenOff(write: Promise<void>): Promise<void> {
  await write.catch((error: unknown) => {
    if (!(error instanceof AppUnavailable)) throw error;
  });
}

/** Reads again from the start when the restaurant was switched underneath; not for ever. */
export async function inOneRestaurant<T>(page: Page, read: (restaurant: string) => Promise<T>): Promise<T> {
  const restaurant = await restaurantOf(page);
  for (let left = 2; ; left--) {
    try {
      return await read(restaurant).catch(async (error: unknown) => {
        // What is missing, or not as expected, may be another restaurant's.
        if (error instanceof NotFound || error instanceof LayoutChanged) await stillWorksIn(page, restaurant);
        throw error;
      });
    } catch (error) {
      if (!(error instanceof SwitchedUnderneath) || left === 0) throw error;
      await goTo(page, restaurant);
    }
  }
}
