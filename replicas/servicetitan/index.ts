/**
 * A stand-in for ServiceTitan, built from published facts about it and nothing else. Its looks, records and addresses
 * are this project's own; how the real dispatch board and booking form are built is not known here.
 */
import { listen } from '../listen.ts';
import type { ReplicaKind } from '../replica.ts';
import { flip } from '../switches.ts';
import { inspectionOf } from './inspection.ts';
import type { Inspection } from './inspection.ts';
import { createServer } from './server.ts';
import { switches } from './switches.ts';
import { users } from './users.ts';
import { createWorld } from './world.ts';

export type { Inspection as ServicetitanInspection } from './inspection.ts';

export const servicetitan: ReplicaKind<typeof switches, Inspection> = {
  name: 'servicetitan',
  title: 'ServiceTitan (replica)',
  users,
  switches,
  async start(options = {}) {
    const world = createWorld(options.seed ?? 7, options.now ?? '2026-11-20');
    flip(switches, world.switches, { ...options.switches });
    const { port, close } = await listen(createServer(world), options.port);
    return {
      url: `http://127.0.0.1:${port}/`,
      switches: world.switches,
      inspect: () => inspectionOf(world),
      close() {
        world.isClosed = true;
        return close();
      },
    };
  },
};
