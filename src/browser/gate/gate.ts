import type { OutgoingRequest } from '../../flow/outgoing-request.ts';

/** A mutating request that did not get out. */
export interface StoppedRequest {
  method: string;
  /** Without its query. */
  address: string;
  why: 'outside of commit' | 'not the request that commit declares' | 'a second time';
}

/** The one request that may leave, at a commit or at its preview. */
export interface Declared {
  sends: (request: OutgoingRequest) => boolean;
  /** Whether it may leave after all. Settles when the journal knows of it; a failure stops the request. */
  pass: (request: OutgoingRequest) => Promise<boolean>;
  /** It has left the browser. */
  left: () => void;
  /** The app's answer begins to arrive, with this status. Not told of a request that failed. */
  answered: (status: number) => void;
}

/** The declared request may leave: whoever lets it out tells what came of that. */
export interface Passage extends Pick<Declared, 'left' | 'answered'> {
  /** Its page gave it up before it left, certainly: the next like it may take its place. */
  givenUp: () => void;
}

/** What becomes of a request: stopped when undefined; sent once, and followed, when it is the declared one. */
export type Verdict = 'passes' | Passage | undefined;

/**
 * The network rule on one session's context: no mutating request gets out, except the one that a commit declares, once.
 * Open only while an app's own definition signs in or makes its server-side choice.
 */
export class Gate {
  readonly #mutates: (request: OutgoingRequest) => boolean;
  #opened = 0;
  #declared: Declared | undefined;
  /** Whether the declared request has left; undefined before there was one. Settles when that is known. */
  #fate: Promise<'left' | 'given up'> | undefined;
  #stopped: StoppedRequest[] = [];

  constructor(mutates: (request: OutgoingRequest) => boolean = byMethod) {
    this.#mutates = mutates;
  }

  /** What was stopped since the last `forget`, oldest first. */
  get stopped(): readonly StoppedRequest[] {
    return this.#stopped;
  }

  forget(): void {
    this.#stopped = [];
  }

  /** Lets everything out while the work runs. */
  async open<T>(work: () => Promise<T>): Promise<T> {
    this.#opened++;
    try {
      return await work();
    } finally {
      this.#opened--;
    }
  }

  /** From here on the declared request may leave, once; until `shut`. */
  declare(declared: Declared): void {
    this.#declared = declared;
    this.#fate = undefined;
  }

  shut(): void {
    this.#declared = undefined;
  }

  /**
   * @param takesPlace whether the request makes its page give the declared one up, and that one certainly has not left and
   * never will. Asked only where a second one comes.
   */
  async judge(request: OutgoingRequest, takesPlace = () => false): Promise<Verdict> {
    if (this.#opened > 0) return 'passes';
    const declared = this.#declared;
    // The declared request is asked about first: an app's rule that overlooks it must not let it out twice.
    if (declared && holds(declared.sends, request, false)) {
      // A form that is submitted twice gives its first request up; one of the two leaves.
      while (this.#fate) {
        if ((await this.#fate) === 'given up') continue;
        if (!takesPlace()) return this.#stop(request, 'a second time');
        this.#fate = undefined;
      }
      if (this.#declared !== declared) return this.#stop(request, 'outside of commit');
      return this.#letOut(request, declared);
    }
    // A rule that fails says nothing about harmlessness.
    if (!holds(this.#mutates, request, true)) return 'passes';
    return this.#stop(request, declared ? 'not the request that commit declares' : 'outside of commit');
  }

  async #letOut(request: OutgoingRequest, declared: Declared): Promise<Passage | undefined> {
    let settle: (fate: 'left' | 'given up') => void = () => undefined;
    const fate = new Promise<'left' | 'given up'>((resolve) => (settle = resolve));
    this.#fate = fate;
    const givenUp = () => {
      if (this.#fate === fate) this.#fate = undefined;
      settle('given up');
    };
    const left = () => {
      settle('left');
      declared.left();
    };
    const mayLeave = await declared.pass(request).catch(() => false);
    if (mayLeave) return { left, givenUp, answered: declared.answered };
    settle('left');
    return undefined;
  }

  #stop({ method, url }: OutgoingRequest, why: StoppedRequest['why']): undefined {
    this.#stopped.push({ method, address: url.origin + url.pathname, why });
    return undefined;
  }
}

/** The rule of apps that have none of their own. */
export function byMethod({ method }: OutgoingRequest): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}

function holds(rule: (request: OutgoingRequest) => boolean, request: OutgoingRequest, otherwise: boolean) {
  try {
    return rule(request);
  } catch {
    return otherwise;
  }
}
