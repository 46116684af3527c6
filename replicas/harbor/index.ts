/**
 * Harbor Property Manager: a small property-management application in the manner of the 2000s, to try flows on. It runs
 * on this machine only, keeps everything in memory, and misbehaves on demand.
 */
import { listen } from '../listen.ts';
import { inspectionOf } from './inspection.ts';
import type { HarborInspection } from './inspection.ts';
import { createServer } from './server.ts';
import type { Replica, ReplicaKind, ReplicaOptions } from '../replica.ts';
import { flip } from '../switches.ts';
import { harborSwitches } from './switches.ts';
import { harborUsers } from './users.ts';
import type { HarborUser } from './users.ts';
import { createWorld } from './world.ts';

export type { HarborInspection } from './inspection.ts';
export type { HarborSave } from './world.ts';
export type { HarborSwitches } from './switches.ts';
export { codeOf, stepAt } from './one-time-code.ts';
export { harborUsers } from './users.ts';
export type { HarborUser } from './users.ts';

export interface HarborOptions extends ReplicaOptions<typeof harborSwitches> {
  /** Who may sign in. Default: `harborUsers`. */
  users?: readonly HarborUser[];
  /** Of this machine, where other network namespaces are to reach it. Default 127.0.0.1. */
  address?: string;
}

export interface Harbor extends Replica<typeof harborSwitches, HarborInspection> {
  /** What an administrator does: another password from now on, and the user's sessions end. */
  resetPassword(user: string, password: string): void;
}

/** Starts a Harbor of its own. */
export async function startHarbor(options: HarborOptions = {}): Promise<Harbor> {
  // A copy: a password that is reset here is reset nowhere else.
  const users = (options.users ?? harborUsers).map((user) => ({ ...user }));
  const world = createWorld(options.seed ?? 7, options.now ?? '2026-11-20', users);
  flip(harborSwitches, world.switches, { ...options.switches });
  const { address = '127.0.0.1' } = options;
  const { port, close } = await listen(createServer(world), options.port, address);
  return {
    url: `http://${address}:${port}/`,
    switches: world.switches,
    inspect: () => inspectionOf(world),
    resetPassword(user, password) {
      for (const one of users) if (one.name === user) one.password = password;
      for (const session of world.sessions.live())
        if (session.user === user) world.sessions.end(session.token, 'signed_off');
    },
    close() {
      world.isClosed = true;
      return close();
    },
  };
}

export const harbor: ReplicaKind<typeof harborSwitches, HarborInspection> = {
  name: 'harbor',
  title: 'Harbor Property Manager',
  users: harborUsers,
  switches: harborSwitches,
  start: startHarbor,
};
