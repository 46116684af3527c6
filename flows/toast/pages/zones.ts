import type { Page } from 'playwright';
import { LayoutChanged } from 'sidedoor-mcp';
import { openPage } from '../restaurant.ts';
import { textOf } from './reading.ts';

/** The restaurant's own zone and no other is called by its place. */
export const isOwnZone = (zone: string) => /^[A-Za-z]+\/[\w/]+$/.test(zone);

/** What turns the times of a report into the restaurant's own, and the name of their zone. */
export async function ownClock(page: Page, restaurant: string, shown: string) {
  if (isOwnZone(shown)) return { zone: shown, own: (local: string) => local };
  const from = await zoneBehind(page, shown);
  await openPage(page, 'home', 'Home', restaurant);
  const [, zone = ''] = (await textOf(page, '.content > .scope')).split(' · ');
  if (!isOwnZone(zone)) throw new LayoutChanged(`It is not said in which time zone "${restaurant}" is.`);
  return { zone, own: (local: string) => inZone(local, from, zone) };
}

/** @throws LayoutChanged when the times are of a zone that nothing names. */
async function zoneBehind(page: Page, shown: string): Promise<string> {
  if (shown === 'UTC') return shown;
  if (shown === 'Browser time') return page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  throw new LayoutChanged(`The times are not the restaurant's own: "${shown}".`);
}

const wallClock = (instant: number, zone: string) =>
  new Date(instant).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T');

/** @throws LayoutChanged for a time that the zone's clocks show twice, or never, when they are put forward or back. */
function inZone(local: string, from: string, to: string): string {
  const asUtc = Date.parse(`${local}Z`);
  const hours = [-24, 24].map((far) => {
    const instant = asUtc + far * 3_600_000;
    return asUtc - (Date.parse(`${wallClock(instant, from)}Z`) - instant);
  });
  const instants = [...new Set(hours)].filter((instant) => wallClock(instant, from) === local);
  if (instants.length !== 1) throw new LayoutChanged(`"${local}" is no single moment in ${from}.`);
  return wallClock(instants[0]!, to);
}
