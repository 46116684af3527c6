import type { Context } from 'hono';
import { shellPage } from '../client/shell.ts';
import type { World } from '../world.ts';

/** What a data request gets without a session. */
export function shutOut(c: Context, { switches }: World): Response | Promise<Response> {
  return switches.expiredAsShell ? c.html(shellPage()) : c.json({ message: 'Unauthorized' }, 401);
}
