/** Plays the engine's part of a write on a real page: a fresh context, signed in; one commit; a record of what left. */
import type { Browser, BrowserContext, Page, Request } from 'playwright';
import { z } from 'zod';
import { requestTracker } from '../../../flows/request-tracker/app.ts';
import type { OutgoingRequest, WriteFlow } from '../../../src/index.ts';
import { passwords } from './start.ts';
import type { Login, RequestTracker } from './start.ts';
import { noFiles } from '../../support/no-files.ts';

/** How far a write goes: to the end, or until its request is about to leave. */
type Mode = 'commit' | 'preview';

interface Outcome {
  output?: unknown;
  error?: { code?: string; message: string };
  preview?: Record<string, unknown>;
  /** Requests for which the app's `mutates` is true and that reached the network. */
  left: string[];
  /** Those for which it is true and that were stopped. */
  stopped: string[];
}

type AnyWrite = Pick<WriteFlow, 'run' | 'reconcile' | 'input' | 'output'>;

/** Thrown into a run whose preview is done. */
class PreviewDone extends Error {}

export class Writer {
  readonly #browser: Browser;
  readonly #tracker: RequestTracker;
  readonly #signedIn = new Map<Login, Awaited<ReturnType<BrowserContext['storageState']>>>();

  constructor(browser: Browser, tracker: RequestTracker) {
    this.#browser = browser;
    this.#tracker = tracker;
  }

  /** A blank page of a new context, signed in. */
  async page(login: Login): Promise<Page> {
    const storageState = this.#signedIn.get(login);
    const context = await this.#browser.newContext({
      baseURL: this.#tracker.url,
      ...(storageState && { storageState }),
    });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    if (storageState) return page;
    await requestTracker.signIn({ page, username: login, password: passwords[login] });
    this.#signedIn.set(login, await context.storageState());
    await page.goto('about:blank');
    return page;
  }

  async run(
    flow: unknown,
    input: object,
    mark: string,
    mode: Mode = 'commit',
    login: Login = 'dispatch',
  ): Promise<Outcome> {
    const { run, input: inputSchema, output: outputSchema } = flow as AnyWrite;
    const page = await this.page(login);
    const outcome: Outcome = { left: [], stopped: [] };
    let sends: ((request: OutgoingRequest) => boolean) | undefined;
    let isSent = false;
    await page.route('**/*', async (route, request) => {
      const outgoing = toOutgoing(request);
      if (!requestTracker.mutates?.(outgoing)) return route.fallback();
      const line = `${outgoing.method} ${outgoing.url.pathname}`;
      if (mode === 'commit' && sends?.(outgoing) && !isSent) {
        isSent = true;
        outcome.left.push(line);
        return route.fallback();
      }
      outcome.stopped.push(`${line}${sends?.(outgoing) ? ' (declared)' : ''}`);
      return route.abort();
    });
    try {
      const output = await run({
        page,
        input: inputSchema.parse(input),
        step: (_title, body) => body(),
        signal: new AbortController().signal,
        mark,
        file: noFiles,
        commit: async (moment) => {
          outcome.preview = moment.preview;
          sends = moment.sends;
          if (mode === 'commit') return moment.action();
          // Nobody waits for the answer to a request that was stopped.
          const stopped = page.waitForEvent('requestfailed', {
            predicate: (request) => moment.sends(toOutgoing(request)),
          });
          moment.action().catch(() => undefined);
          await stopped;
          throw new PreviewDone('preview');
        },
      });
      outcome.output = outputSchema.parse(output);
    } catch (error) {
      if (!(error instanceof PreviewDone)) outcome.error = error as Error;
    } finally {
      await page.context().close();
    }
    return outcome;
  }

  /** Asks whether a write happened, on a blank page of another session, with every mutating request stopped. */
  async reconcile(
    flow: unknown,
    input: object,
    mark: string,
    since: Date,
    preview: object,
    login: Login = 'dispatch',
  ): Promise<unknown> {
    const { reconcile, input: inputSchema, output: outputSchema } = flow as AnyWrite;
    const page = await this.page(login);
    const stopped: string[] = [];
    await page.route('**/*', async (route, request) => {
      if (!requestTracker.mutates?.(toOutgoing(request))) return route.fallback();
      stopped.push(request.url());
      return route.abort();
    });
    try {
      const answer = await reconcile({
        page,
        input: inputSchema.parse(input),
        step: (_title, body) => body(),
        signal: new AbortController().signal,
        mark,
        since,
        // It may be read from a journal.
        preview: z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(preview))),
      });
      if (stopped.length > 0) throw new Error(`reconcile tried to change something: ${stopped.join(', ')}`);
      return answer === null ? null : outputSchema.parse(answer);
    } finally {
      await page.context().close();
    }
  }
}

function toOutgoing(request: Request): OutgoingRequest {
  const body = request.postData() ?? '';
  const type = request.headers()['content-type'] ?? '';
  return { method: request.method(), url: new URL(request.url()), form: fieldsOf(body, type), body };
}

function fieldsOf(body: string, type: string): URLSearchParams {
  if (type.startsWith('application/x-www-form-urlencoded')) return new URLSearchParams(body);
  const boundary = /^multipart\/form-data;.*boundary=(.+)$/.exec(type)?.[1];
  const fields = new URLSearchParams();
  if (boundary === undefined) return fields;
  for (const part of body.split(`--${boundary}`)) {
    const [, name, value] = /name="([^"]*)"[^\r\n]*(?:\r\n[^\r\n]+)*\r\n\r\n([\s\S]*)\r\n$/.exec(part) ?? [];
    if (name !== undefined) fields.append(name, value ?? '');
  }
  return fields;
}

let marks = 0;

/** A mark that no other write of this run has. */
export const nextMark = () => `SD-${(++marks).toString(36).toUpperCase().padStart(8, '0')}`;
