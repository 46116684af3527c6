import type { Browser, BrowserContext, Page } from 'playwright';
import { test as base } from 'playwright/test';
import type { z } from 'zod';
import type { ReadFlow, WriteFlow } from '../../src/flow/define-flow.ts';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor, HarborSwitches } from '../../replicas/harbor/index.ts';
import { playReconcile, playWrite } from './write-player.ts';
import type { Played, PlayOptions } from './write-player.ts';

/** A Harbor of a test's own, and one workstation in front of it. */
export interface Office {
  harbor: Harbor;
  context: BrowserContext;
  page: Page;
  /** Sends name and password, as the sign-in form does, and answers the page that comes of it. */
  signOn: (user?: string, password?: string) => Promise<{ status: number; url: string; text: string }>;
  /** Runs a flow on a page of its own, as the engine does: arguments and answer go through their schemas. */
  run: <In extends z.ZodObject, Out extends z.ZodObject>(
    flow: ReadFlow<In, Out>,
    input: z.input<In>,
  ) => Promise<z.output<Out>>;
  /** Likewise, with the engine's commit and its gate. */
  runWrite: <In extends z.ZodObject, Out extends z.ZodObject>(
    flow: WriteFlow<In, Out>,
    input: z.input<In>,
    options?: PlayOptions,
  ) => Promise<Played<z.output<Out>>>;
  /** What a flow's `reconcile` finds, as in another process. */
  reconcile: <In extends z.ZodObject, Out extends z.ZodObject>(
    flow: WriteFlow<In, Out>,
    input: z.input<In>,
    mark: string,
  ) => Promise<z.output<Out> | null>;
  close(): Promise<void>;
}

/** Reports and their monitor go at a test's pace; all else is as it comes. */
const brisk: Partial<HarborSwitches> = { reportSeconds: 0.2, monitorSeconds: 0.1 };

export async function openOffice(browser: Browser, switches: Partial<HarborSwitches> = {}): Promise<Office> {
  const harbor = await startHarbor({ switches: { ...brisk, ...switches } });
  const context = await browser.newContext({ baseURL: harbor.url });
  const page = await context.newPage();
  return {
    harbor,
    context,
    page,
    async signOn(user = 'clerk', password = 'harbor-demo') {
      const form = { txtUserName: user, txtPassword: password };
      const answer = await context.request.post('login.aspx', { form });
      return { status: answer.status(), url: answer.url(), text: await answer.text() };
    },
    async run(flow, input) {
      const own = await context.newPage();
      try {
        const answer = await flow.run({
          page: own,
          input: flow.input.parse(input),
          step: (_title, body) => body(),
          signal: AbortSignal.timeout(60_000),
        });
        return flow.output.parse(answer);
      } finally {
        await own.close();
      }
    },
    runWrite: (flow, input, options) => playWrite(context, flow, input, options),
    reconcile: (flow, input, mark) => playReconcile(context, flow, input, mark),
    async close() {
      await context.close();
      await harbor.close();
    },
  };
}

/** `office` is signed on as the clerk; `visit` opens further ones, signed on to nothing. */
export const test = base.extend<{
  visit: (switches?: Partial<HarborSwitches>) => Promise<Office>;
  office: Office;
}>({
  visit: async ({ browser }, use) => {
    const open: Office[] = [];
    await use(async (switches) => {
      const office = await openOffice(browser, switches);
      open.push(office);
      return office;
    });
    await Promise.all(open.map((office) => office.close()));
  },
  office: async ({ visit }, use) => {
    const office = await visit();
    await office.signOn();
    await use(office);
  },
});

export { expect } from 'playwright/test';
