/** A stand-in for Yardi Voyager 7S, built from published facts only. Not the vendor's; runs on this machine, in memory. */
import { listen } from '../listen.ts';
import type { ReplicaKind } from '../replica.ts';
import { flip } from '../switches.ts';
import { inspectionOf } from './inspection.ts';
import type { YardiInspection } from './inspection.ts';
import { createServer } from './server.ts';
import { yardiSwitches } from './switches.ts';
import { yardiUsers } from './users.ts';
import { client, createWorld } from './world.ts';

export type { YardiInspection } from './inspection.ts';

export const yardi: ReplicaKind<typeof yardiSwitches, YardiInspection> = {
  name: 'yardi',
  title: 'Yardi Voyager (replica)',
  users: yardiUsers,
  switches: yardiSwitches,
  async start(options = {}) {
    const world = createWorld(options.seed ?? 7, options.now ?? '2026-11-20', yardiUsers);
    flip(yardiSwitches, world.switches, { ...options.switches });
    const { port, close } = await listen(createServer(world), options.port);
    return {
      url: `http://127.0.0.1:${port}/${client}/`,
      switches: world.switches,
      inspect: () => inspectionOf(world),
      close() {
        world.isClosed = true;
        return close();
      },
    };
  },
};
