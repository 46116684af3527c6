import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { SaveLog } from './log.ts';
import { Save } from './save.ts';
import type { SaveSwitches } from './switches.ts';

interface Saving<State, Kind extends string> {
  context: Context;
  switches: SaveSwitches;
  log: SaveLog<Kind>;
  /** The application is going down. */
  isClosed: () => boolean;
  arrived: Parameters<SaveLog<Kind>['arrived']>[0];
  /** Ends the session, and answers the page of somebody without one. */
  signOff: () => Response | Promise<Response>;
  /** What the page makes of what was typed, at this moment. */
  judge: () => State | Response | Save<State, Kind>;
  show: (state: State) => Response | Promise<Response>;
  /** The page of an error of the server, to be sent with status 500. */
  failed: (reason: string) => Response | Promise<Response>;
}

/** Takes a save from its arrival to its answer, with whatever is switched wrong on the way. */
export async function carryOut<State, Kind extends string>(saving: Saving<State, Kind>): Promise<Response> {
  const { context, switches, log, isClosed, arrived, signOff, judge, show, failed } = saving;
  const entry = log.arrived(arrived);
  const answer = (outcome: State | Response) => (outcome instanceof Response ? outcome : show(outcome));

  if (next(switches, 'logoutAtSave')) {
    entry.outcome = 'signed_off';
    return signOff();
  }
  if (next(switches, 'cutBeforeSave')) {
    entry.outcome = 'cut';
    return cut(context);
  }
  if (next(switches, 'cutThenSave')) cut(context);
  if (switches.slowSave > 0) await sleep(switches.slowSave, undefined, { ref: false });
  await until(() => !switches.holdSave || isClosed());
  if (isClosed()) {
    entry.outcome = 'cut';
    return cut(context);
  }

  const judged = judge();
  if (!(judged instanceof Save)) {
    entry.outcome = 'refused';
    return answer(judged);
  }
  const { request } = judged;
  Object.assign(entry, { kind: request.kind, reference: request.reference });
  if (next(switches, 'savedButNot')) {
    entry.outcome = 'pretended';
    return answer(request.after(undefined));
  }
  const record = request.write();
  Object.assign(entry, { outcome: 'written', record, writtenAt: Date.now() });

  if (next(switches, 'saveThenError')) {
    return failed('Timeout expired. The timeout period elapsed.');
  }
  if (next(switches, 'saveThenHang')) return hang(context);
  if (next(switches, 'saveThenCut')) return cut(context);
  await until(() => !switches.holdAfterSave || isClosed());
  // The page's own second submit must find the first one unanswered.
  if (switches.doubleSubmit) await sleep(250, undefined, { ref: false });
  return answer(request.after(record));
}

type Counter = {
  [Name in keyof SaveSwitches]: SaveSwitches[Name] extends number ? Name : never;
}[keyof SaveSwitches];

/** Whether this is one of the n next saves that a switch is meant for. */
function next(switches: SaveSwitches, name: Counter): boolean {
  if (switches[name] <= 0) return false;
  switches[name]--;
  return true;
}

/** A client that has gone changes nothing: what is held is written when it is released. */
async function until(released: () => boolean): Promise<void> {
  while (!released()) await sleep(5, undefined, { ref: false });
}

function cut(context: Context): Response {
  const { outgoing } = context.env as HttpBindings;
  outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Until the client gives up. */
async function hang(context: Context): Promise<Response> {
  const { outgoing } = context.env as HttpBindings;
  if (!outgoing.destroyed) await once(outgoing, 'close');
  return RESPONSE_ALREADY_SENT;
}
