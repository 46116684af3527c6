import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { carryOut } from '../../saves/carry-out.ts';
import { Save } from '../../saves/save.ts';
import type { World } from '../world.ts';
import type { Session } from '../sessions.ts';
import { Draft, eventKey } from './draft.ts';
import type { Markup } from './draft.ts';
import { fieldsOf } from './fields.ts';
import { framePage, serverError } from './layout.ts';

/** What a page knows besides its own state. */
export interface Visit {
  world: World;
  session: Session;
  /** Number of the request, as the inspection counts them. */
  request: number;
  /** A parameter of the address. */
  query: (name: string) => string;
  /** Ends the session, and answers the page of somebody without one. */
  signOff: () => Response | Promise<Response>;
}

interface Postback {
  target: string;
  argument: string;
  field: (name: string) => string;
}

/** One page of the application: its state travels in `__VIEWSTATE`, its events come back through `__doPostBack`. */
export interface WebForm<State extends object> {
  /** Under /app/pages/. */
  path: string;
  title: string;
  /** The buttons that change the records. No other event does. */
  saves?: readonly string[];
  fresh(visit: Visit): State;
  /** The state after an event, or a file that answers it. Of a save: the save, or the page that says why not. */
  on(state: State, postback: Postback, visit: Visit): State | Response | Save<State>;
  draw(state: State, draft: Draft, visit: Visit): Markup;
}

interface Envelope<State> {
  page: string;
  state: State;
  /** Ties `__EVENTVALIDATION` to the `__VIEWSTATE` it was drawn with. */
  nonce: string;
}

export async function serveForm<State extends object>(
  form: WebForm<State>,
  context: Context,
  visit: Visit,
): Promise<Response> {
  if (context.req.method === 'GET') return show(form, form.fresh(visit), context, visit, true);

  const field = await fieldsOf(context);
  const owner = visit.session.token;
  const seal = visit.world.seal;
  const envelope = seal.open(field('__VIEWSTATE'), owner) as Envelope<State> | undefined;
  if (envelope?.page !== form.path) {
    return context.html(serverError('Validation of viewstate MAC failed.'), 500);
  }
  const offered = seal.open(field('__EVENTVALIDATION'), `${owner}/${envelope.nonce}`) as string[] | undefined;
  const pressed = offered?.find((key) => key.startsWith('btn') && field(key.slice(0, -1)) !== '');
  const key = field('__EVENTTARGET') ? eventKey(field('__EVENTTARGET'), field('__EVENTARGUMENT')) : pressed;
  if (key === undefined || !offered?.includes(key)) {
    return context.html(serverError('Invalid postback or callback argument.'), 500);
  }
  const [target = '', argument = ''] = key.split('|');
  if (target === lateTimer) return show(form, envelope.state, context, visit, false);
  const judge = () => form.on(envelope.state, { target, argument, field }, visit);
  const showNext = (state: State) => show(form, state, context, visit, true);
  if (form.saves?.includes(target)) {
    const { world, session, request, signOff } = visit;
    const button = `${form.path} ${target}`;
    return carryOut({
      context,
      switches: world.switches,
      log: world.saves,
      isClosed: () => world.isClosed,
      arrived: { request, user: session.user, session: session.number, button },
      signOff,
      judge,
      show: showNext,
      failed: (reason) => context.html(serverError(reason), 500),
    });
  }
  const outcome = judge();
  if (outcome instanceof Save)
    throw new TypeError(`${form.path} saves at "${target}", which is no save button`);
  return outcome instanceof Response ? outcome : showNext(outcome);
}

const lateTimer = 'tmrLate';

function show<State extends object>(
  form: WebForm<State>,
  state: State,
  context: Context,
  visit: Visit,
  mayComeLate: boolean,
): Response | Promise<Response> {
  const { world, session } = visit;
  const draft = new Draft();
  const body = form.draw(state, draft, visit);
  if (world.switches.latePostback && mayComeLate) draft.timer(lateTimer, 300);
  const nonce = randomBytes(6).toString('base64url');
  const viewState = world.seal.close(
    { page: form.path, state, nonce } satisfies Envelope<State>,
    session.token,
  );
  const eventValidation = world.seal.close(draft.events, `${session.token}/${nonce}`);
  return context.html(
    framePage({
      form: { path: form.path, title: form.title, viewState, eventValidation },
      body,
      draft,
      visit,
    }),
  );
}
