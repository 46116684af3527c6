/** What a seal needs to know of a connection. */
export interface Sender {
  /** A request may be among the bytes that were passed on. */
  readonly used: boolean;
  /** The other side has said something since. */
  readonly answered: boolean;
  /** Ask again: something has changed. */
  askAgain(): void;
  /** Ends it at once. What was not passed on never will be. */
  destroy(): void;
}

/**
 * The one-connection rule for one target: the first unused connection that wants to go ahead becomes the only one. Connections
 * that were used before have to end, which makes the browser take another. Once the only one has ended, nothing goes.
 *
 * Others wait while the only one lives, and a moment longer if it ended after an answer: an old server ends the connection with
 * each answer, and the browser's word that the request is over, which lifts the seal, comes a little later.
 */
export class Seal {
  #only: Sender | undefined;
  #over = false;
  #moment: NodeJS.Timeout | undefined;
  #waiting = new Set<Sender>();

  /** `wait`: its `askAgain` is called when that may have changed. */
  ask(sender: Sender): 'go' | 'wait' | 'no' {
    if (this.#only === sender) return 'go';
    if (sender.used || (this.#over && !this.#moment)) return 'no';
    if (this.#only || this.#over) {
      this.#waiting.add(sender);
      return 'wait';
    }
    this.#only = sender;
    return 'go';
  }

  /** A connection that ended in its handshake (over a certificate, say) carried no request: another may follow. */
  ended(sender: Sender): void {
    this.#waiting.delete(sender);
    if (this.#only !== sender) return;
    this.#only = undefined;
    this.#over = sender.used;
    if (!this.#over || !sender.answered) return this.wake();
    this.#moment = setTimeout(() => this.wake(), moment).unref();
  }

  /** Makes sure that no request has left, and that what was about to never will; false when one may have. */
  withdraw(): boolean {
    if (this.#over || this.#only?.used) return false;
    this.#only?.destroy();
    return true;
  }

  /** Everyone that waits asks again. */
  wake(): void {
    clearTimeout(this.#moment);
    this.#moment = undefined;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const sender of waiting) sender.askAgain();
  }
}

/** Milliseconds. */
const moment = 500;
