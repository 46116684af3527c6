import PQueue from 'p-queue';
import { Busy, Cancelled } from '../errors.ts';
import type { HostLane } from './pace.ts';
import { persist } from '../persist.ts';
import type { Tickets } from './tickets.ts';

/** As many runs may wait for one account in one process. More than that is a caller in a loop. */
const longestQueue = 250;

/** A waiting head looks at the table this often. Milliseconds. */
const firstLook = 1;
const lastLook = 25;
/** Everybody else is told his place this often; the dead are looked for as often. Milliseconds. */
const placeInterval = 250;
const deadInterval = 100;

export interface Waiting {
  account: string;
  /** How many runs of the account may run at a time. */
  sessions: number;
  runId: string;
  /** Leaves the queue; never interrupts work that has begun. */
  signal: AbortSignal;
  /** Told the number of runs ahead whenever it changes, and on what. */
  onPlace?: (ahead: number, lane: string) => void;
  /** The lane of the account's host, for hosts that have a ceiling. Passed after the account's own. */
  host?: HostLane | undefined;
}

type Work<T> = (slot: number, held: AbortSignal) => Promise<T>;

/** A lane inside this process. */
interface Line {
  queue: PQueue;
  /** Calls that draw their ticket: they wait already, and are not in the queue yet. */
  arriving: number;
}

/** One lane on somebody's way. */
interface Passing extends Pick<Waiting, 'runId' | 'signal' | 'onPlace'> {
  lane: string;
  slots: number;
  /** Its name for people. */
  what: string;
}

/**
 * The lanes of all accounts. Inside the process each is a p-queue, so that only its head looks at the ticket table;
 * between processes the tickets decide. p-queue is never given a signal or a timeout: it would free the place while the
 * work still runs, two hands on one keyboard (measured: task B started 199 ms before A had ended).
 */
export class Lanes {
  readonly #tickets: Tickets;
  readonly #lines = new Map<string, Line>();
  #drawn: Promise<unknown> = Promise.resolve();

  constructor(tickets: Tickets) {
    this.#tickets = tickets;
  }

  /**
   * Runs `work` when it is its turn and answers when it has settled. The lane is free again only then, unless `held`
   * aborts: then it is lost already, and the work must do nothing more in the app.
   *
   * With a host there are two lanes to pass, and no run can wait for another in a circle: everybody takes the account's
   * first, and whoever has the host's waits for no lane any more.
   *
   * @throws Busy when too many wait already, Cancelled when the signal comes before the turn, Interrupted when the place
   * in the queue is lost.
   */
  async hold<T>(waiting: Waiting, work: Work<T>): Promise<T> {
    const { account, sessions, host } = waiting;
    const own = { ...waiting, lane: account, slots: sessions, what: `the account "${account}"` };
    if (!host) return this.#pass(own, work);
    // No account's name has a colon.
    const shared = { ...own, lane: `host:${host.host}`, slots: host.sessions, what: `the host ${host.host}` };
    return this.#pass(own, (slot) => this.#pass(shared, (_slot, held) => work(slot, held)));
  }

  async #pass<T>(waiting: Passing, work: Work<T>): Promise<T> {
    const line = this.#line(waiting.lane, waiting.slots);
    const { queue } = line;
    const waits = queue.size + queue.pending + line.arriving - waiting.slots;
    if (waits >= longestQueue) throw new Busy(`${waits} runs wait for ${waiting.what} already.`);
    line.arriving += 1;
    const { ticket, held } = await this.#draw(waiting).finally(() => (line.arriving -= 1));
    const stopTelling = this.#tellPlace(waiting, ticket);
    // One signal for each turn: nothing of a run stays with that of the process.
    const loss = new AbortController();
    const lose = () => loss.abort(held.reason);
    held.addEventListener('abort', lose);
    let begun = false;

    const turn = queue.add(async () => {
      try {
        const slot = await this.#untilTurn(waiting, ticket, held);
        // Whoever left in this very moment has given the ticket back.
        if (waiting.signal.aborted) throw new Cancelled();
        this.#throwIfLost(held);
        begun = true;
        stopTelling();
        return await work(slot, loss.signal);
      } finally {
        // A ticket that stayed would keep everybody out for as long as this process lives.
        await persist(() => this.#tickets.giveBack(ticket), held);
      }
    });
    // Whoever leaves the queue is answered at once; his empty turn passes later.
    const left = new Promise<never>((_resolve, reject) => {
      const leave = () => {
        if (begun) return;
        void persist(() => this.#tickets.giveBack(ticket), held).then(() => reject(new Cancelled()), reject);
      };
      if (waiting.signal.aborted) leave();
      else waiting.signal.addEventListener('abort', leave, { once: true });
      loss.signal.addEventListener('abort', () => {
        if (!begun) reject(held.reason as Error);
      });
    });
    try {
      return await Promise.race([turn, left]);
    } finally {
      held.removeEventListener('abort', lose);
      stopTelling();
      turn.catch(() => undefined);
      left.catch(() => undefined);
    }
  }

  /** Aborts when every place of this process, and whatever it gave, is lost. */
  get held(): AbortSignal {
    return this.#tickets.held;
  }

  async #draw({ lane, runId }: Passing): Promise<{ ticket: number; held: AbortSignal }> {
    await this.#tickets.ready();
    const { held } = this.#tickets;
    // One after the other: in the order of their numbers the p-queue has them. Two orders could wait for each other.
    const drawn = this.#drawn.then(() => this.#tickets.draw(lane, runId));
    // Drawn perhaps, and nobody knows its number.
    const lost = () => persist(() => this.#tickets.giveBackOf(lane, runId), held);
    this.#drawn = drawn.catch(lost).catch(() => undefined);
    return { ticket: await drawn, held };
  }

  /** Asks for the present signal as well: that looks at the clock. */
  #throwIfLost(held: AbortSignal): void {
    if (this.#tickets.held !== held) throw held.reason;
  }

  async #untilTurn(waiting: Passing, ticket: number, held: AbortSignal): Promise<number> {
    let pause = firstLook;
    let lookedForDead = 0;
    for (;;) {
      if (waiting.signal.aborted) throw new Cancelled();
      this.#throwIfLost(held);
      const slot = await persist(() => this.#tickets.take(waiting.lane, ticket, waiting.slots), held);
      if (slot !== undefined) return slot;
      if (Date.now() - lookedForDead > deadInterval) {
        lookedForDead = Date.now();
        await persist(() => this.#tickets.clearDead(waiting.lane), held);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 1.5, lastLook);
    }
  }

  #tellPlace({ lane, what, onPlace }: Passing, ticket: number): () => void {
    if (!onPlace) return () => undefined;
    let told = 0;
    let over = false;
    const tell = async () => {
      const ahead = await this.#tickets.place(lane, ticket).catch(() => told);
      if (over || ahead === told) return;
      told = ahead;
      onPlace(ahead, what);
    };
    void tell();
    const timer = setInterval(() => void tell(), placeInterval);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }

  #line(lane: string, slots: number): Line {
    let line = this.#lines.get(lane);
    if (!line) {
      line = { queue: new PQueue({ concurrency: slots }), arriving: 0 };
      this.#lines.set(lane, line);
    }
    return line;
  }
}
