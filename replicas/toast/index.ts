/**
 * A stand-in for Toast Web, the back office of a restaurant system, written from what is published about it: a sign-in in
 * steps, a restaurant that the session works in, reports of two generations, and menus where to save is not to publish. It
 * runs on this machine only, keeps everything in memory, and misbehaves on demand.
 */
import { listen } from '../listen.ts';
import type { ReplicaKind } from '../replica.ts';
import { flip } from '../switches.ts';
import { inspectionOf } from './inspection.ts';
import type { ToastInspection } from './inspection.ts';
import { createServer } from './server.ts';
import { toastSwitches } from './switches.ts';
import { toastUsers } from './users.ts';
import { createWorld } from './world.ts';

export type { ToastInspection } from './inspection.ts';

export const toast: ReplicaKind<typeof toastSwitches, ToastInspection> = {
  name: 'toast',
  title: 'Toast Web (replica)',
  users: toastUsers,
  switches: toastSwitches,
  async start({ port, switches = {}, seed = 7, now = '2026-11-20' } = {}) {
    const world = createWorld(seed, now);
    flip(toastSwitches, world.switches, switches);
    const { port: taken, close } = await listen(createServer(world), port);
    return {
      url: `http://127.0.0.1:${taken}/`,
      switches: world.switches,
      inspect: () => inspectionOf(world),
      close() {
        world.isClosed = true;
        return close();
      },
    };
  },
};
