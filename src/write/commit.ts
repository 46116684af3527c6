import { FlowDefect, PreviewStale } from '../errors.ts';
import type { StoppedRequest } from '../browser/gate/gate.ts';
import type { Commit, WriteContext } from '../flow/define-flow.ts';
import type { OutgoingRequest } from '../flow/outgoing-request.ts';
import type { SentRequest, Writes } from '../journal/writes.ts';
import type { Session } from '../session/session.ts';
import { differences } from './differences.ts';
import type { WriteOrder } from './order.ts';
import { toSentRequest } from './sent-request.ts';

/** A script may send something only after the click is over, or has failed for another reason. Milliseconds. */
const afterClick = 10_000;
const afterFailure = 500;

/** An intermediary says this of a server that may still be at work. */
const noAnswers = new Set([408, 502, 503, 504, 520, 521, 522, 523, 524]);

export interface CommitParts {
  writes: Writes;
  /** Keeps a picture of the page for the receipt; never throws. */
  portrait: (name: 'before' | 'after') => Promise<void>;
}

/** What a flow that stopped at its commit had shown. */
export interface Shown {
  preview: Record<string, unknown>;
  warnings: string[];
  request: SentRequest;
}

/** Unwinds a flow that is only previewed. */
export class PreviewReached extends Error {}

/** The one moment of a writing run that changes the app: intended → prepared → armed → sent. */
export class Committing {
  readonly #order: WriteOrder;
  readonly #runId: string;
  readonly #session: Session;
  readonly #limits: AbortSignal;
  readonly #parts: CommitParts;
  #isBegun = false;
  #isArmed = false;
  #shown: Shown | undefined;

  constructor(order: WriteOrder, runId: string, session: Session, limits: AbortSignal, parts: CommitParts) {
    this.#order = order;
    this.#runId = runId;
    this.#session = session;
    this.#limits = limits;
    this.#parts = parts;
  }

  /** From here on the app may have it: nothing calls it back. */
  get isArmed(): boolean {
    return this.#isArmed;
  }

  /** Of a preview that reached the commit. */
  get shown(): Shown | undefined {
    return this.#shown;
  }

  commit: WriteContext<unknown>['commit'] = async (moment) => {
    if (this.#isBegun) throw new FlowDefect('The flow came to its commit a second time.');
    this.#isBegun = true;
    const { purpose, shown, id, approval } = this.#order;
    const preview = JSON.parse(JSON.stringify(moment.preview)) as Record<string, unknown>;
    const warnings = moment.warnings ?? [];
    if (purpose === 'preview') {
      this.#shown = { preview, warnings, request: await this.#catch(moment) };
      throw new PreviewReached();
    }
    const changed = shown ? differences(shown, preview) : [];
    if (changed.length > 0)
      throw new PreviewStale(`The form no longer shows what was previewed: ${changed.join('; ')}.`);
    await this.#parts.portrait('before');
    await this.#parts.writes.prepared(id, { preview, warnings, approval });
    return this.#send(moment);
  };

  /** Clicks, and catches the request that would have left. Nobody waits for an answer that never comes. */
  async #catch<T>(moment: Commit<T>): Promise<SentRequest> {
    const { request } = await this.#click(moment, async () => false);
    this.#session.gate.shut();
    return toSentRequest(request);
  }

  async #send<T>(moment: Commit<T>): Promise<T> {
    const { writes } = this.#parts;
    const { id } = this.#order;
    let arming: Promise<boolean> | undefined;
    const pass = (request: OutgoingRequest) => {
      const arm = async () => {
        if (this.#limits.aborted) return false;
        await writes.armed(id, this.#runId, toSentRequest(request));
        this.#isArmed = true;
        return true;
      };
      return (arming = arm());
    };
    try {
      const { answer } = await this.#click(moment, pass);
      return await answer;
    } finally {
      this.#session.gate.shut();
      // Whether it was armed must be known before anybody concludes anything.
      await arming?.catch(() => undefined);
      if (this.#isArmed) await this.#parts.portrait('after');
    }
  }

  /** @throws FlowDefect, or what the click threw, when nothing came that `sends` recognises. */
  async #click<T>({ sends, action }: Commit<T>, pass: (request: OutgoingRequest) => Promise<boolean>) {
    const { gate } = this.#session;
    const { writes } = this.#parts;
    let caught: (request: OutgoingRequest) => void = () => undefined;
    const sent = new Promise<OutgoingRequest>((resolve) => (caught = resolve));
    gate.declare({
      sends,
      pass: (request) => {
        caught(request);
        return pass(request);
      },
      left: () => void writes.sent(this.#order.id).catch(() => undefined),
      answered: (status) => {
        if (!noAnswers.has(status)) void writes.answered(this.#order.id).catch(() => undefined);
      },
    });
    const answer = action();
    const late = answer.then(pause(afterClick), pause(afterFailure));
    const request = await Promise.race([sent, late]);
    if (request) return { request, answer };
    gate.shut();
    await answer;
    throw sentNothing(gate.stopped);
  }
}

const pause = (time: number) => () =>
  new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), time).unref());

function sentNothing(stopped: readonly StoppedRequest[]): FlowDefect {
  const what = stopped.map(({ method, address }) => `${method} ${new URL(address).pathname}`).join(', ');
  return new FlowDefect(
    `The click at the commit sent nothing that the flow's "sends" recognises${what ? `; stopped: ${what}` : ''}. Nothing was written.`,
  );
}
