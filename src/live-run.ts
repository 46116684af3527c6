import type { Ending } from './journal/journal.ts';

/** Where a run is, for whoever waits for it. */
export interface Progress {
  /** Rises with every message. */
  seq: number;
  message: string;
}

type Listener = (progress: Progress) => void;

/** A run of this process, for those who wait for it, and for who calls it off. */
export class LiveRun {
  readonly cancel = new AbortController();
  readonly ending: Promise<Ending>;
  /** Settles when the lane is free again. */
  over: Promise<void> = Promise.resolve();
  readonly onParked = new Set<() => void>();
  #progress: Progress = { seq: 0, message: 'queued' };
  readonly #listeners = new Set<Listener>();
  readonly #scrub: (text: string) => string;
  readonly #onEnding: (ending: Ending) => void;
  /** Whether it was told, since it was told its place, that a run ahead waits for a person. */
  #knowsOfParked = false;

  constructor(scrub: (text: string) => string, watch: { ended(ending: Ending): void }) {
    this.#scrub = scrub;
    let resolve: (ending: Ending) => void = () => undefined;
    this.ending = new Promise((settle) => (resolve = settle));
    this.#onEnding = (ending) => {
      watch.ended(ending);
      resolve(ending);
    };
  }

  /** What the run itself tells. */
  get told() {
    return {
      cancelled: this.cancel.signal,
      onPlace: (ahead: number, lane: string) => {
        this.#knowsOfParked = false;
        this.#tell(`${ahead} ${ahead === 1 ? 'run is' : 'runs are'} ahead on ${lane}`);
      },
      onStep: (_seq: number, title: string) => this.#tell(title),
      onParked: () => {
        for (const parked of this.onParked) parked();
      },
      onEnding: this.#onEnding,
    };
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.#progress.seq > 0) listener(this.#progress);
    return () => this.#listeners.delete(listener);
  }

  /** Who waits behind a run that waits for a person is told why nothing moves, once. */
  tellOfParked(): void {
    if (this.#knowsOfParked || this.#progress.seq === 0) return;
    this.#knowsOfParked = true;
    this.#tell(`${this.#progress.message}; the first waits for a person`);
  }

  #tell(text: string): void {
    this.#progress = { seq: this.#progress.seq + 1, message: this.#scrub(text) };
    for (const listener of this.#listeners) listener(this.#progress);
  }
}
