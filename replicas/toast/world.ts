import { SaveLog } from '../saves/log.ts';
import { wellBehaved } from '../switches.ts';
import type { Records, Restaurant } from './data/records.ts';
import { seedRecords } from './data/seed.ts';
import { Jobs } from './jobs.ts';
import { Sessions } from './sessions.ts';
import type { Session } from './sessions.ts';
import { toastSwitches } from './switches.ts';
import type { ToastSwitches } from './switches.ts';
import { colleague, toastUsers } from './users.ts';

export type SaveKind = 'price' | 'publish' | 'stock' | 'time_entry' | 'employee' | 'new_employee' | 'job';

/** One request that was answered. */
export interface HandledRequest {
  method: string;
  path: string;
  status: number;
  session: number | null;
  at: number;
}

/** All that one running replica knows. */
export interface World {
  /** Business date of today, ISO. */
  today: string;
  records: Records;
  switches: ToastSwitches;
  sessions: Sessions;
  jobs: Jobs;
  saves: SaveLog<SaveKind>;
  requests: HandledRequest[];
  /** The colleague has saved what `foreignChange` is about; he does it once. */
  colleagueIsDone: boolean;
  isClosed: boolean;
}

export function createWorld(seed: number, today: string): World {
  const switches = wellBehaved(toastSwitches);
  return {
    today,
    records: seedRecords(seed, today),
    switches,
    sessions: new Sessions(switches, toastUsers),
    jobs: new Jobs(switches),
    saves: new SaveLog(),
    requests: [],
    colleagueIsDone: false,
    isClosed: false,
  };
}

export function restaurantOf({ records }: World, { restaurant }: Session): Restaurant {
  return records.restaurants.find(({ guid }) => guid === restaurant)!;
}

/** What another tab of the same browser does. */
export function switchToNext({ records }: World, session: Session): void {
  const at = records.restaurants.findIndex(({ guid }) => guid === session.restaurant);
  session.restaurant = records.restaurants[(at + 1) % records.restaurants.length]!.guid;
}

/** "11/20/2026 9:14:20 AM": the replica's day, the machine's time of day. */
export function stamp({ today }: World): string {
  const time = new Date().toLocaleTimeString('en-US', { hour12: true });
  return `${today.slice(5, 7)}/${today.slice(8)}/${today.slice(0, 4)} ${time}`;
}

/** Saves a price that is not published yet. */
export function savePrice(world: World, guid: string, cents: number, by: string): void {
  const { records } = world;
  const item = records.items.find((one) => one.guid === guid)!;
  const at = stamp(world);
  item.price = cents;
  item.lastEdited = `${at} by ${by}`;
  records.unpublished = records.unpublished.filter((change) => change.item !== guid);
  if (cents === item.published) return;
  const { restaurant, name, published: from } = item;
  records.unpublished.push({ restaurant, item: guid, name, from, to: cents, by, at });
}

/** Makes live whatever anybody has saved at a restaurant. There is no way back. */
export function publishAll(world: World, restaurant: string, by: string): void {
  const { records } = world;
  const changes = records.unpublished.filter((change) => change.restaurant === restaurant);
  records.unpublished = records.unpublished.filter((change) => change.restaurant !== restaurant);
  for (const change of changes) records.items.find(({ guid }) => guid === change.item)!.published = change.to;
  records.publishes.push({ restaurant, by, at: stamp(world), changes });
}

/** The colleague's own change at a restaurant, unless it is there already. */
export function colleagueSaves(world: World, restaurant: string, name: string): void {
  const { records } = world;
  const item = records.items.find((one) => one.restaurant === restaurant && one.name === name)!;
  const isThere = records.unpublished.some((change) => change.item === item.guid);
  if (!isThere) savePrice(world, item.guid, item.published + 125, colleague);
}
