import type { Socket } from 'node:net';
import { dial, replyFor } from './dial.ts';
import { RequestWatch } from './request-watch.ts';
import type { Seal, Sender } from './seal.ts';
import { reply, replyBytes } from './socks.ts';
import type { Reply, Target } from './socks.ts';

/**
 * One connection of the browser, carried through byte for byte, with its half-closes and resets. It asks the seal of its
 * target, if there is one, before it dials and before it passes bytes on, in the same turn of the event loop.
 */
export class Tunnel implements Sender {
  readonly #down: Socket;
  readonly #target: Target;
  readonly #seal: () => Seal | undefined;
  readonly #mayPass: () => boolean;
  readonly #closed: () => void;
  readonly #watch = new RequestWatch();
  #up: Socket | undefined;
  #used = false;
  #answered = false;
  /** Waiting for the seal or the dial, then open; over when the browser sends nothing more. */
  #state: 'waiting' | 'open' | 'over' = 'waiting';
  /** Read from the browser and not passed on; nothing more is read meanwhile. */
  #held: Buffer | undefined;

  /** `seal`: that of the target at this moment. `closed` is called once, when no socket is left. */
  constructor(
    down: Socket,
    target: Target,
    seal: () => Seal | undefined,
    mayPass: () => boolean,
    closed: () => void,
  ) {
    this.#down = down;
    this.#target = target;
    this.#seal = seal;
    this.#mayPass = mayPass;
    this.#closed = closed;
    down.on('data', (bytes: Buffer) => this.#fromBrowser(bytes));
    down.on('end', () => this.#browserEnded());
    down.on('close', (broken) => this.#downClosed(broken));
    this.askAgain();
    down.resume();
  }

  get used(): boolean {
    return this.#used;
  }

  get answered(): boolean {
    return this.#answered;
  }

  askAgain(): void {
    if (this.#state === 'over') return;
    if (this.#up) return this.#passHeld();
    const leave = this.#seal()?.ask(this) ?? 'go';
    if (leave === 'go') this.#dial();
    if (leave === 'no') this.#refuse(reply.notAllowed);
  }

  /** Ends it at once. What was not passed on never will be. */
  destroy(): void {
    this.#sendsNoMore();
    this.#down.destroy();
    this.#up?.destroy();
  }

  /** Ends it at once, with what is on its way: the other end is told that the connection is broken. */
  cut(): void {
    this.#up?.resetAndDestroy();
    this.destroy();
  }

  #dial(): void {
    if (!this.#mayPass()) return this.cut();
    const up = (this.#up = dial(this.#target));
    up.on('connect', () => {
      if (this.#state !== 'waiting') return;
      this.#state = 'open';
      this.#down.write(replyBytes(reply.succeeded));
      up.pipe(this.#down);
      this.#passHeld();
    });
    up.on('data', () => (this.#answered = true));
    up.on('drain', () => this.#passHeld());
    up.on('error', (error) => {
      if (this.#state !== 'waiting') return;
      this.#up = undefined;
      this.#refuse(replyFor(error));
    });
    up.on('close', (broken) => {
      if (this.#up === up) this.#upClosed(broken);
    });
  }

  #refuse(code: Reply): void {
    this.#sendsNoMore();
    this.#down.end(replyBytes(code), () => this.#down.destroy());
  }

  #fromBrowser(bytes: Buffer): void {
    if (this.#state === 'over') return;
    this.#watch.see(bytes);
    if (this.#state === 'open') this.#pass(bytes);
    else this.#hold(bytes);
  }

  #passHeld(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held && this.#state === 'open') this.#pass(held);
    else if (held) this.#held = held;
    if (!this.#held && !this.#up?.writableNeedDrain) this.#down.resume();
  }

  #pass(bytes: Buffer): void {
    if (!this.#mayPass()) return this.cut();
    const leave = this.#seal()?.ask(this) ?? 'go';
    // A handshake can wait. A request cannot: it might be the very one that the seal is for, waiting for itself.
    if (leave === 'wait' && !this.#watch.maybe) return this.#hold(bytes);
    if (leave !== 'go') return this.destroy();
    this.#used = this.#watch.maybe;
    this.#answered = false;
    if (!this.#up?.write(bytes)) this.#down.pause();
  }

  #hold(bytes: Buffer): void {
    this.#held = bytes;
    this.#down.pause();
  }

  /** While it waits this means that the browser has given up; only an open connection can be closed by half. */
  #browserEnded(): void {
    if (this.#state !== 'open') return this.destroy();
    this.#sendsNoMore();
    this.#up?.end();
  }

  #sendsNoMore(): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#seal()?.ended(this);
  }

  #downClosed(broken: boolean): void {
    this.#sendsNoMore();
    if (this.#up) follow(this.#up, broken);
    if (this.#up?.closed ?? true) this.#closed();
  }

  #upClosed(broken: boolean): void {
    this.#sendsNoMore();
    follow(this.#down, broken);
    if (this.#down.closed) this.#closed();
  }
}

/** The other end is gone: what is on its way still arrives, unless the connection was reset, which is passed on. */
function follow(socket: Socket, broken: boolean): void {
  if (socket.connecting) socket.destroy();
  else if (broken) socket.resetAndDestroy();
  else socket.destroySoon();
}
