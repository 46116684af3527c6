import { listen } from '../listen.ts';
import type { ReplicaKind, ReplicaUser } from '../replica.ts';
import { flip } from '../switches.ts';
import { createCompanyServer } from './company/server.ts';
import { createIdentityServer } from './identity/server.ts';
import { inspectionOf } from './inspection.ts';
import type { AppfolioInspection } from './inspection.ts';
import { switches } from './switches.ts';
import { createWorld } from './world.ts';

export type { AppfolioInspection } from './inspection.ts';
export type { AppfolioSwitches } from './switches.ts';

const users: ReplicaUser[] = [
  { name: 'dana@fenwick.example', password: 'fenwick-demo', role: 'Property manager' },
];

/**
 * A behavioural stand-in for AppFolio Property Manager: a company's host on 127.0.0.1, and the identity host on
 * `localhost`, where its users sign in with a code that is sent to them.
 */
export const appfolio: ReplicaKind<typeof switches, AppfolioInspection> = {
  name: 'appfolio',
  title: 'AppFolio Property Manager',
  users,
  switches,

  async start(options = {}) {
    const world = createWorld(options.seed ?? 7, options.now ?? '2026-11-20', users);
    flip(switches, world.switches, { ...options.switches });
    const company = await listen(createCompanyServer(world), options.port);
    const identity = await listen(createIdentityServer(world));
    world.urls = {
      company: `http://127.0.0.1:${company.port}/`,
      identity: `http://localhost:${identity.port}/`,
    };
    return {
      url: world.urls.company,
      switches: world.switches,
      inspect: () => inspectionOf(world),
      async close() {
        world.isClosed = true;
        await Promise.all([company.close(), identity.close()]);
      },
    };
  },
};
