/** Holds calls at their points, by wrapping what the engine's parts do. Only inside a worker. */
import { Gate } from '../../src/browser/gate/gate.ts';
import { Journal } from '../../src/journal/journal.ts';
import { Writes } from '../../src/journal/writes.ts';
import { Receipts } from '../../src/receipts/receipts.ts';
import { Sessions } from '../../src/session/sessions.ts';
import type { OutgoingRequest } from '../../src/flow/outgoing-request.ts';
import type { Point, RequestLine, Step } from './messages.ts';

/** One account's call. */
interface Held {
  counts: Partial<Record<Step, number>>;
  point: Point | undefined;
  /** The latest; while its write is being armed, the one that will be sent. */
  request: RequestLine | undefined;
  /** From its point on it comes past no other either, so that nothing of it goes on meanwhile. */
  until: Promise<void> | undefined;
  release: () => void;
}

const idle = { request: undefined, until: undefined, release: () => undefined };

export class FailPoints {
  readonly #calls = new Map<string, Held>();
  readonly #gates = new WeakMap<Gate, string>();
  readonly #reached: (account: string, request: RequestLine | undefined) => void;

  constructor(reached: (account: string, request: RequestLine | undefined) => void) {
    this.#reached = reached;
    this.#wrapJournal();
    this.#wrapGate();
  }

  /** From here on what happens on the account belongs to this call. */
  begin(account: string, point: Point | undefined): void {
    this.release(account);
    this.#calls.set(account, { ...idle, counts: {}, point });
  }

  release(account: string): void {
    const call = this.#calls.get(account);
    if (!call) return;
    call.point = undefined;
    call.until = undefined;
    call.release();
  }

  counts(account: string): Partial<Record<Step, number>> {
    return this.#calls.get(account)?.counts ?? {};
  }

  async #around<T>(
    account: string | undefined,
    step: Step,
    work: () => Promise<T>,
    request?: RequestLine,
  ): Promise<T> {
    const call = this.#calls.get(account ?? '');
    if (account === undefined || !call) return work();
    call.request = request ?? call.request;
    const nth = (call.counts[step] = (call.counts[step] ?? 0) + 1);
    const pass = async (when: Point['when']) => {
      const { point } = call;
      if (!call.until && point?.step === step && point.nth === nth && point.when === when) {
        call.until = new Promise((resolve) => (call.release = resolve));
        this.#reached(account, step === 'request' || step === 'armed' ? call.request : undefined);
      }
      await call.until;
    };
    await pass('before');
    const answer = await work();
    await pass('after');
    return answer;
  }

  /** `accountOf`: whose it is, by the arguments. */
  #wrap<Part extends object>(
    prototype: Part,
    name: string & keyof Part,
    step: Step,
    accountOf: (part: Part, first: never) => Promise<string | undefined>,
  ): void {
    const real = Reflect.get(prototype, name) as (...args: unknown[]) => Promise<unknown>;
    const around = this.#around.bind(this);
    Reflect.set(prototype, name, async function held(this: Part, ...args: unknown[]) {
      return around(await accountOf(this, args[0] as never), step, () => real.apply(this, args));
    });
  }

  #wrapJournal(): void {
    const ofWrite = async (writes: Writes, id: string) => (await writes.get(id)).account;
    this.#wrap(Writes.prototype, 'find', 'find', async (_part, { account }: { account: string }) => account);
    for (const step of ['claim', 'prepared', 'armed', 'sent', 'answered', 'confirmed', 'settled'] as const)
      this.#wrap(Writes.prototype, step, step, ofWrite);
    const ofRun = async (journal: Journal, id: string) => (await journal.run(id))?.account;
    this.#wrap(Journal.prototype, 'ended', 'ended', ofRun);
    const ofReceipt = async (_part: Receipts, { account }: { account: string }) => account;
    this.#wrap(Receipts.prototype, 'append', 'receipt', ofReceipt);
  }

  /** A gate knows nothing of accounts; the session that it stands before does. What a sign-in sends is not counted. */
  #wrapGate(): void {
    const gates = this.#gates;
    const around = this.#around.bind(this);
    const lease = Reflect.get(Sessions.prototype, 'lease') as Sessions['lease'];
    Reflect.set(
      Sessions.prototype,
      'lease',
      async function leased(this: Sessions, ...args: Parameters<Sessions['lease']>) {
        const session = await lease.apply(this, args);
        gates.set(session.gate, args[0].name);
        return session;
      },
    );
    const judge = Reflect.get(Gate.prototype, 'judge') as Gate['judge'];
    Reflect.set(Gate.prototype, 'judge', async function held(this: Gate, request: OutgoingRequest) {
      const { method, url } = request;
      const line = { method, path: url.pathname + url.search };
      return around(gates.get(this), 'request', () => judge.call(this, request), line);
    });
  }
}
