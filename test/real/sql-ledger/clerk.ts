import type { Browser, BrowserContext, Route } from 'playwright';
import type { z } from 'zod';
import { sqlLedger } from '../../../flows/sql-ledger/app.ts';
import { repairLatin1 } from '../../../src/browser/charset.ts';
import type { EmittingFlow, FlowContext, OutgoingRequest, ReadFlow, WriteFlow } from '../../../src/index.ts';
import { passwordOf } from './start.ts';
import type { Login, SqlLedger } from './start.ts';
import { noFiles } from '../../support/no-files.ts';

export interface Previewed {
  preview: Record<string, unknown>;
  warnings: string[];
  /** What the action would have sent. */
  stopped: OutgoingRequest;
}

/** What becomes of the one request that a commit sends. */
export type Fate = 'answered' | 'answer lost' | 'never arrives';

class PreviewEnded extends Error {}

type Sends = (request: OutgoingRequest) => boolean;

/**
 * Somebody who runs flows without the engine, in a browser context of his own: commit does its action at once, and a
 * request that mutates is stopped wherever it does not belong. What left the browser is kept.
 */
export class Clerk {
  readonly #context: BrowserContext;
  /** Every request for data or a document since the sign-in, other than those that were stopped. */
  readonly sent: OutgoingRequest[] = [];
  readonly stopped: OutgoingRequest[] = [];
  #sends: Sends | undefined;
  #fate: Fate = 'answered';
  #onStopped: (request: OutgoingRequest) => void = () => undefined;

  private constructor(context: BrowserContext) {
    this.#context = context;
  }

  static async signIn(browser: Browser, ledger: SqlLedger, login: Login = 'clerk'): Promise<Clerk> {
    const context = await browser.newContext({ baseURL: ledger.url });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await sqlLedger.signIn({ page, username: login, password: passwordOf(login) });
    await page.close();
    const clerk = new Clerk(context);
    await context.route('**/*', (route) => clerk.#pass(route));
    return clerk;
  }

  /** Rows that it emits are in their place in the answer. */
  read<In extends z.ZodObject, Out extends z.ZodObject>(
    flow: ReadFlow<In, Out> | EmittingFlow<In, Out>,
    input: z.input<In>,
  ): Promise<z.output<Out>> {
    return this.#onPage(async (page) => {
      const emitted: unknown[] = [];
      const emit = async (rows: unknown[]) => void emitted.push(...rows);
      const answer = await flow.run({ ...page, input: flow.input.parse(input), emit });
      return flow.output.parse(flow.emits === undefined ? answer : { ...answer, [flow.emits]: emitted });
    });
  }

  write<In extends z.ZodObject, Out extends z.ZodObject>(
    flow: WriteFlow<In, Out>,
    input: z.input<In>,
    mark: string,
    fate: Fate = 'answered',
  ): Promise<z.output<Out>> {
    return this.#onPage(async (page) => {
      const commit = async <T>({ sends, action }: { sends: Sends; action: () => Promise<T> }) => {
        this.#sends = sends;
        this.#fate = fate;
        return action();
      };
      return flow.output.parse(
        await flow.run({ ...page, input: flow.input.parse(input), mark, file: noFiles, commit }),
      );
    });
  }

  preview<In extends z.ZodObject, Out extends z.ZodObject>(
    flow: WriteFlow<In, Out>,
    input: z.input<In>,
    mark: string,
  ): Promise<Previewed> {
    return this.#onPage(async (page) => {
      let previewed: Previewed | undefined;
      const run = flow.run({
        ...page,
        input: flow.input.parse(input),
        mark,
        file: noFiles,
        commit: async ({ preview, warnings = [], sends, action }) => {
          const stopped = await new Promise<OutgoingRequest>((resolve, reject) => {
            this.#onStopped = resolve;
            action().catch(reject);
          });
          if (!sends(stopped)) throw new Error(`The action sent something else: ${stopped.url.href}`);
          previewed = { preview, warnings, stopped };
          throw new PreviewEnded();
        },
      });
      await run.catch((error: unknown) => {
        if (!(error instanceof PreviewEnded)) throw error;
      });
      if (!previewed) throw new Error(`${flow.name} never committed`);
      return previewed;
    });
  }

  reconcile<In extends z.ZodObject, Out extends z.ZodObject>(
    flow: WriteFlow<In, Out>,
    input: z.input<In>,
    mark: string,
  ): Promise<z.output<Out> | null> {
    return this.#onPage(async (page) => {
      const output = await flow.reconcile({
        ...page,
        input: flow.input.parse(input),
        mark,
        since: new Date(0),
        preview: {},
      });
      return output === null ? null : flow.output.parse(output);
    });
  }

  /** Sends a form by hand, past every rule, with the cookies of the session; the signal cuts the connection. */
  async resend({ url, body }: OutgoingRequest, signal?: AbortSignal): Promise<void> {
    const cookies = await this.#context.cookies();
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Mozilla/5.0',
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    };
    const response = await fetch(url, { method: 'POST', body, headers, ...(signal && { signal }) });
    await response.text();
  }

  async #onPage<T>(use: (context: Omit<FlowContext<unknown>, 'input'>) => Promise<T>): Promise<T> {
    this.#sends = undefined;
    this.#onStopped = () => undefined;
    const page = await this.#context.newPage();
    try {
      await repairLatin1(page);
      return await use({
        page,
        step: (_title, body) => body(),
        signal: new AbortController().signal,
      });
    } finally {
      await page.close();
    }
  }

  async #pass(route: Route): Promise<void> {
    const request = route.request();
    if (!['document', 'xhr', 'fetch', 'ping'].includes(request.resourceType())) return route.continue();
    const body = request.postData() ?? '';
    const outgoing = {
      method: request.method(),
      url: new URL(request.url()),
      form: new URLSearchParams(body),
      body,
    };
    if (sqlLedger.mutates?.(outgoing) === false) {
      this.sent.push(outgoing);
      return route.continue();
    }
    if (this.#sends?.(outgoing) !== true) {
      this.stopped.push(outgoing);
      this.#onStopped(outgoing);
      // As the gate does: the form stays on the screen. After any other error the browser's own page for it comes, and
      // overtakes where the flow goes next.
      return route.abort('aborted');
    }
    // Once, and never again.
    this.#sends = undefined;
    this.sent.push(outgoing);
    if (this.#fate === 'answered') return route.continue();
    if (this.#fate === 'answer lost') await route.fetch();
    return route.abort('connectionreset');
  }
}
