/**
 * Harbor Property Manager: a small property-management application in the manner of the 2000s, to try flows on. It runs
 * on this machine only, keeps everything in memory, and misbehaves on demand.
 */
import { listen } from '../listen.ts';
import { inspectionOf } from './inspection.ts';
import type { HarborInspection } from './inspection.ts';
import { createServer } from './server.ts';
import { flip } from './switches.ts';
import type { HarborSwitches } from './switches.ts';
import { harborUsers } from './users.ts';
import type { HarborUser } from './users.ts';
import { createWorld } from './world.ts';

export type { HarborInspection } from './inspection.ts';
export type { HarborSave } from './world.ts';
export type { HarborSwitches } from './switches.ts';
export { codeOf, stepAt } from './one-time-code.ts';
export { harborUsers } from './users.ts';
export type { HarborUser } from './users.ts';

export interface HarborOptions {
  /** Default: any free port. */
  port?: number;
  switches?: Partial<HarborSwitches>;
  /** Who may sign in. Default: `harborUsers`. */
  users?: readonly HarborUser[];
  /** Another seed draws another portfolio of the same size. Default 7. */
  seed?: number;
  /** The day on which Harbor believes it is, ISO date. Default 2026-11-20. Session times follow the real clock. */
  now?: string;
}

export interface Harbor {
  /** With a slash at the end, e.g. "http://127.0.0.1:8811/". */
  url: string;
  /** Change them at any time. */
  switches: HarborSwitches;
  inspect(): HarborInspection;
  /** What an administrator does: another password from now on, and the user's sessions end. */
  resetPassword(user: string, password: string): void;
  /** Ends all connections at once, busy ones too. */
  close(): Promise<void>;
}

/** Starts a Harbor of its own on 127.0.0.1. */
export async function startHarbor(options: HarborOptions = {}): Promise<Harbor> {
  // A copy: a password that is reset here is reset nowhere else.
  const users = (options.users ?? harborUsers).map((user) => ({ ...user }));
  const world = createWorld(options.seed ?? 7, options.now ?? '2026-11-20', users);
  flip(world.switches, { ...options.switches });
  const { port, close } = await listen(createServer(world), options.port);
  return {
    url: `http://127.0.0.1:${port}/`,
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
