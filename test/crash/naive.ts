import type { Browser, Page, Route } from 'playwright';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FlowDefinition, WriteFlow } from '../../src/flow/define-flow.ts';
import type { OutgoingRequest } from '../../src/flow/outgoing-request.ts';
import { toOutgoing } from '../../src/browser/gate/outgoing.ts';
import { Random } from '../soak/random.ts';
import { cuts } from '../support/tcp-cut.ts';
import { launchBrowser } from '../support/page.ts';
import type { Desk, Wish } from './desk.ts';
import { kinds } from './trial.ts';
import type { Kind, Trial, Verdict } from './trial.ts';
import { noFiles } from '../support/no-files.ts';

export interface NaiveResult {
  trial: Pick<Trial, 'kind' | 'flow' | 'desk'>;
  verdict: Verdict;
  records: number;
}

type Flows = { tool: string; flow: FlowDefinition }[];

const mostTries = 5;

/** In front of the n-th request of one try. */
type Accident = (route: Route, page: Page, isSave: boolean) => Promise<void>;

/**
 * The same writes by a script as people write them: sign in, fill in, save, and all over again after any error or death.
 * It takes the same steps on the same screens; what it lacks is the gate, the journal and the look into the app.
 */
export async function runNaive(
  desks: Desk[],
  flows: Flows,
  { naive, seed }: { naive: number; seed: number },
): Promise<NaiveResult[]> {
  const random = new Random(seed + 1);
  const perDesk = Math.ceil(naive / desks.length);
  const all = await Promise.all(
    desks.map(async (desk, place) => {
      desk.slow?.(0);
      const results: NaiveResult[] = [];
      for (let n = 0; n < perDesk; n++) {
        const flow = desk.flows[(n + place) % desk.flows.length]!;
        const kind = kinds[n % kinds.length]!;
        results.push(await trial(desk, flow, kind, flows, random, `n${place}-${n}`));
      }
      return results;
    }),
  );
  return all.flat();
}

async function trial(desk: Desk, name: string, kind: Kind, flows: Flows, random: Random, token: string) {
  const wish = await desk.wish(name, token);
  const { flow } = flows.find(({ tool }) => tool === wish.tool)!;
  const browser = await launchBrowser();
  let isDone = await attempt(browser, desk, flow, wish, accidentOf(kind, desk, random));
  await browser.close();
  for (let tries = 1; !isDone && tries < mostTries; tries++) {
    const next = await launchBrowser();
    isDone = await attempt(next, desk, flow, wish, (route) => route.continue());
    await next.close();
  }
  await desk.quiet();
  const { length: records } = await wish.records();
  return { trial: { desk, flow: name, kind }, records, verdict: verdictOf(isDone, records) };
}

function verdictOf(isDone: boolean, records: number): Verdict {
  if (records > 1) return 'duplicate';
  if (isDone) return records === 1 ? 'clean' : 'lost';
  return records === 1 ? 'wrong answer' : 'unanswered';
}

/** At the save, as often as at any other request of a flow. */
function accidentOf(kind: Kind, { line }: Desk, random: Random): Accident {
  const atSave = random.next() < 0.5;
  const nth = 1 + Math.floor(random.next() * 6);
  const isAfter = random.next() < 0.5;
  const cut = random.pick(cuts);
  let seen = 0;
  let isOver = false;
  return async (route, page, isSave) => {
    const isHere = atSave ? isSave : ++seen === nth;
    if (isOver || !isHere) return route.continue();
    isOver = true;
    if (kind === 'connection') {
      const { pathname, search } = new URL(route.request().url());
      line.cutAt({ method: route.request().method(), path: pathname + search }, cut);
      return route.continue();
    }
    if (isAfter) {
      await route.continue();
      // On its way, and not answered yet.
      await sleep(100);
    }
    await page.context().browser()?.close();
  };
}

async function attempt(
  browser: Browser,
  desk: Desk,
  definition: FlowDefinition,
  wish: Wish,
  accident: Accident,
): Promise<boolean> {
  const flow = definition as unknown as WriteFlow;
  const context = await browser.newContext({ baseURL: desk.line.url });
  context.setDefaultTimeout(15_000);
  let isDeclared: (request: OutgoingRequest) => boolean = () => false;
  try {
    const page = await context.newPage();
    await flow.app.signIn({ page, username: desk.username, password: desk.password });
    await page.goto('about:blank');
    await context.route(
      (url) => !/\.(css|js|gif|png|ico)$/.test(url.pathname),
      async (route) => {
        const request = route.request();
        const outgoing = { method: request.method(), url: request.url(), headers: request.headers() };
        const postData = request.postData() ?? '';
        const isSave = isDeclared(await toOutgoing({ ...outgoing, postData }));
        // A browser that was closed by the accident answers nobody.
        await accident(route, page, isSave).catch(() => undefined);
      },
    );
    await flow.run({
      page,
      input: flow.input.parse(wish.args),
      file: noFiles,
      step: async (_title, work) => work(),
      signal: new AbortController().signal,
      commit: async ({ action, sends }) => {
        isDeclared = sends;
        return action();
      },
      mark: `SD-NAIVE${Math.floor(Math.random() * 1e6)}`,
    });
    return true;
  } catch {
    return false;
  } finally {
    await context.close().catch(() => undefined);
  }
}
