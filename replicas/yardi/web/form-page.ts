import type { Context } from 'hono';
import { html } from 'hono/html';
import { Seal } from '../../harbor/web/seal.ts';
import { carryOut } from '../../saves/carry-out.ts';
import type { Save } from '../../saves/save.ts';
import type { Session } from '../sessions.ts';
import type { SaveKind, World } from '../world.ts';
import { contentPage, endedPage, errorPage } from './content-page.ts';
import { postName } from './controls.ts';
import type { Fields, Markup } from './controls.ts';

/** Who is at a page. */
export interface Visit {
  world: World;
  session: Session;
  query: (name: string) => string;
}

export interface Shown {
  fields: Fields;
  message?: string;
  script?: string;
  /** Once, under the page: gone when it is drawn anew. */
  below?: Markup;
}

/** A page that posts itself back for everything. Its fields live in the state that it carries, checked by the server. */
export interface FormPage {
  path: string;
  title: string | ((fields: Fields, visit: Visit) => string);
  /** Field by field what it begins with. */
  fresh: (visit: Visit) => Fields;
  body: (fields: Fields, visit: Visit) => Markup;
  /** Check boxes and lists send nothing when empty. */
  unsent?: readonly string[];
  /** What an event makes of the fields. */
  post: (
    target: string,
    shown: Shown,
    visit: Visit,
    argument: string,
  ) => Shown | Response | Save<Shown, SaveKind>;
  /** Events that ask for a change of the records. */
  saves?: string;
}

const seal = new Seal();

export async function serveForm(
  page: FormPage,
  c: Context,
  visit: Visit,
  request: number,
): Promise<Response> {
  const { world, session } = visit;
  const show = ({ fields, message, script, below }: Shown) => {
    session.stale.set(page.path, fields);
    const late = world.switches.latePostback && fields['late'] !== 'done' ? latePostback : '';
    const markup = contentPage({
      title: typeof page.title === 'string' ? page.title : page.title(fields, visit),
      action: page.path + (visit.query('Id') ? `?Id=${visit.query('Id')}` : ''),
      viewState: seal.close({ path: page.path, fields }, session.token),
      body: html`${page.body(fields, visit)}${below ?? ''}`,
      script: (script ?? '') + late,
      doubleSubmit: world.switches.doubleSubmit,
      records: encodeURIComponent(world.reports.idsOf(session.number).join(',')),
      ...(message !== undefined && { message }),
    });
    return c.html(markup);
  };

  if (c.req.method === 'GET') {
    const stale = visit.query('_') === '' ? session.stale.get(page.path) : undefined;
    return show({ fields: stale ?? page.fresh(visit) });
  }
  const sent = new URLSearchParams(await c.req.text());
  const state = seal.open(sent.get('__VIEWSTATE__') ?? '', session.token) as
    | { path: string; fields: Fields }
    | undefined;
  if (state?.path !== page.path) return c.html(errorPage('Validation of viewstate MAC failed.'), 500);

  const fields = { ...state.fields };
  for (const id of Object.keys(fields)) {
    const values = sent.getAll(postName(id));
    if (values.length > 0) fields[id] = values.join('^');
    else if (page.unsent?.includes(id)) fields[id] = '';
  }
  const target = sent.get('__EVENTTARGET') ?? '';
  const argument = sent.get('__EVENTARGUMENT') ?? '';
  if (target === 'tmrLate') {
    for (const id of Object.keys(fields)) if (id.endsWith('_CheckBox')) fields[id] = '';
    return show({ fields: { ...fields, late: 'done' } });
  }
  const shown: Shown = { fields: { ...fields, late: '' } };
  if (target !== page.saves) {
    const outcome = page.post(target, shown, visit, argument);
    return outcome instanceof Response ? outcome : show(outcome as Shown);
  }
  return carryOut<Shown, SaveKind>({
    context: c,
    switches: world.switches,
    log: world.saves,
    isClosed: () => world.isClosed,
    arrived: { request, user: session.user, session: session.number, button: `${page.path} ${target}` },
    signOff: () => {
      world.sessions.end(session.token);
      return c.html(endedPage());
    },
    judge: () => page.post(target, shown, visit, argument),
    show,
    failed: (reason) => c.html(errorPage(reason), 500),
  });
}

const latePostback = `setTimeout(function () { __doPostBack('tmrLate', ''); }, 1500);`;
