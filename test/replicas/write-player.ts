import { randomBytes } from 'node:crypto';
import type { BrowserContext, Page, Request, Route } from 'playwright';
import type { z } from 'zod';
import type { Commit, WriteFlow } from '../../src/flow/define-flow.ts';
import type { OutgoingRequest } from '../../src/flow/outgoing-request.ts';
import { noFiles } from '../support/no-files.ts';

/** How a write went. */
export interface Played<Output> {
  /** Undefined in a preview. */
  output: Output | undefined;
  preview: Record<string, unknown>;
  warnings: string[];
  /** Requests that mutate and left. */
  sent: OutgoingRequest[];
  /** Requests that mutate and were stopped. */
  stopped: OutgoingRequest[];
}

export interface PlayOptions {
  preview?: boolean;
  /** Default: one of its own. */
  mark?: string;
  /** How long the flow waits for anything, such as an answer that never comes. Milliseconds, default 10,000. */
  patience?: number;
}

const previewed = new Error('the preview ends here');

export const newMark = () => `SD-${randomBytes(4).toString('hex').toUpperCase()}`;

/** Runs a write flow on a page of its own, behind a gate as the engine has it: nothing leaves outside of its commit. */
export async function playWrite<In extends z.ZodObject, Out extends z.ZodObject>(
  context: BrowserContext,
  flow: WriteFlow<In, Out>,
  input: z.input<In>,
  { preview = false, mark = newMark(), patience = 10_000 }: PlayOptions = {},
): Promise<Played<z.output<Out>>> {
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const gate = await Gate.around(page, flow);
  const shown = { preview: {} as Record<string, unknown>, warnings: [] as string[] };
  let commits = 0;
  const commit = async <T>(moment: Commit<T>): Promise<T> => {
    if (++commits > 1) throw new Error('a second commit');
    shown.preview = moment.preview;
    shown.warnings = moment.warnings ?? [];
    if (!preview) return gate.during(moment.sends, moment.action);
    const caught = gate.nextStopped();
    const action = moment.action().catch(() => undefined);
    const [request] = await Promise.race([
      caught.then((one) => [one] as const),
      action.then(() => [undefined] as const),
    ]);
    if (!request || !moment.sends(request)) throw new Error('the action sent something else than it said');
    throw previewed;
  };
  const played = () => ({ ...shown, sent: gate.sent, stopped: gate.stopped });
  try {
    const answer = await flow.run({ ...given(page, flow.input.parse(input), mark), file: noFiles, commit });
    return { ...played(), output: flow.output.parse(answer) };
  } catch (error) {
    if (error === previewed) return { ...played(), output: undefined };
    throw error;
  } finally {
    await page.close();
  }
}

/** Reconciles on a page of its own; what it would send to change something is an error. */
export async function playReconcile<In extends z.ZodObject, Out extends z.ZodObject>(
  context: BrowserContext,
  flow: WriteFlow<In, Out>,
  input: z.input<In>,
  mark: string,
): Promise<z.output<Out> | null> {
  const page = await context.newPage();
  const gate = await Gate.around(page, flow);
  try {
    const whole = { ...given(page, flow.input.parse(input), mark), since: new Date(), preview: {} };
    const answer = await flow.reconcile(whole);
    if (gate.stopped.length > 0) throw new Error('reconcile tried to change something');
    return answer === null ? null : flow.output.parse(answer);
  } finally {
    await page.close();
  }
}

function given<Input>(page: Page, input: Input, mark: string) {
  const step = <T>(_title: string, body: () => Promise<T>) => body();
  return { page, input, mark, step, signal: AbortSignal.timeout(60_000) };
}

/** The rule on the network below a flow. */
class Gate {
  readonly sent: OutgoingRequest[] = [];
  readonly stopped: OutgoingRequest[] = [];
  #declared: ((request: OutgoingRequest) => boolean) | undefined;
  #onStopped: (request: OutgoingRequest) => void = () => undefined;

  static async around(page: Page, { app }: Pick<WriteFlow, 'app'>): Promise<Gate> {
    const gate = new Gate();
    await page.route('**/*', (route) => {
      const request = outgoing(route.request());
      if (!app.mutates?.(request)) return route.continue();
      return gate.#lets(request) ? sendOnce(route) : route.abort();
    });
    return gate;
  }

  /** Lets the declared request out, once, while an action goes on. */
  async during<T>(sends: (request: OutgoingRequest) => boolean, action: () => Promise<T>): Promise<T> {
    this.#declared = sends;
    try {
      return await action();
    } finally {
      this.#declared = undefined;
    }
  }

  nextStopped(): Promise<OutgoingRequest> {
    return new Promise((resolve) => (this.#onStopped = resolve));
  }

  #lets(request: OutgoingRequest): boolean {
    const goes = this.sent.length === 0 && this.#declared?.(request) === true;
    (goes ? this.sent : this.stopped).push(request);
    if (!goes) this.#onStopped(request);
    return goes;
  }
}

/**
 * Sends a request past the browser. Chromium itself sends a POST for a second time when a connection that it has used
 * before breaks off without an answer, below every interception.
 */
async function sendOnce(route: Route): Promise<void> {
  const response = await route.fetch({ maxRedirects: 0, maxRetries: 0 }).catch(() => undefined);
  await (response ? route.fulfill({ response }) : route.abort('connectionfailed')).catch(() => undefined);
}

export function outgoing(request: Request): OutgoingRequest {
  const body = request.postData() ?? '';
  const isForm = request.headers()['content-type']?.startsWith('application/x-www-form-urlencoded');
  return {
    method: request.method(),
    url: new URL(request.url()),
    form: new URLSearchParams(isForm ? body : ''),
    body,
  };
}
