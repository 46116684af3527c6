import type { Browser, BrowserContext, CDPSession } from 'playwright';
import { Frames } from './frames.ts';
import { byMethod, Gate } from './gate.ts';
import type { Passage } from './gate.ts';
import type { OneWire } from '../wire/one-wire.ts';
import { toOutgoing } from './outgoing.ts';
import type { PausedRequest } from './outgoing.ts';
import { noSockets } from './sockets.ts';

/**
 * What is put to the gate: whatever can carry data to the app. Images, scripts and styles pass untouched and cached,
 * unless their address has a query, because a GET with a query is how an old application is told to do something.
 */
const patterns = [
  { urlPattern: '*', resourceType: 'Document' },
  { urlPattern: '*', resourceType: 'XHR' },
  { urlPattern: '*', resourceType: 'Fetch' },
  { urlPattern: '*', resourceType: 'Ping' },
  { urlPattern: '*', resourceType: 'Other' },
  { urlPattern: '*\\?*' },
  // A worker's script is of no type of its own.
  { urlPattern: '*', resourceType: 'Other', requestStage: 'Response' },
] as const;

/**
 * Holds every request of a browser until its gate has judged it. Interception is on the browser itself, not on its pages:
 * so nothing leaves before it is attached to, neither a popup's first document nor what a worker or a closed page sends.
 * (Measured with Chromium 156: documents of pages, popups, same-site and cross-site frames; fetch, XHR, beacons and pings,
 * also at unload; dedicated and shared workers. Service workers are blocked, and WebSockets withheld, on the context.)
 */
export class Interception {
  readonly #browser: CDPSession;
  readonly #frames: Frames;
  readonly #guarded = new Map<string, Guarded>();
  /** Declared requests on their way, by network id. */
  readonly #sent = new Map<string, Sent>();

  private constructor(session: CDPSession) {
    this.#browser = session;
    this.#frames = new Frames(session);
  }

  static async of(browser: Browser): Promise<Interception> {
    const session = await browser.newBrowserCDPSession();
    const interception = new Interception(session);
    session.on('Fetch.requestPaused', (paused) => {
      // The page, or the browser, may be gone by now; then nobody waits for this request.
      interception.#judge(paused).catch(() => undefined);
    });
    await session.send('Fetch.enable', { patterns: [...patterns] });
    return interception;
  }

  /**
   * Makes a context and puts its requests to its gate, before it has a page. One at a time: it is told from the others by
   * not having been there before.
   */
  async guard(make: () => Promise<BrowserContext>, gate: Gate, wire: OneWire): Promise<BrowserContext> {
    const before = await this.#contexts();
    const context = await make();
    const [id, ...others] = (await this.#contexts()).filter((each) => !before.includes(each));
    if (id === undefined || others.length > 0) {
      await context.close();
      throw new Error('the new context is not to be told from others');
    }
    this.#guarded.set(id, { gate, wire });
    this.#frames.follow(context, id);
    context.on('close', () => {
      // What its pages send at their end is still judged by its gate.
      setTimeout(() => this.#guarded.delete(id), lastWords).unref();
      this.#frames.drop(id);
    });
    return context;
  }

  async #contexts(): Promise<string[]> {
    return (await this.#browser.send('Target.getBrowserContexts')).browserContextIds;
  }

  async #judge(paused: Paused): Promise<void> {
    const { requestId, frameId, request } = paused;
    if (paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined) {
      await this.#passAnswer(paused);
      return;
    }
    const outgoing = await toOutgoing(request);
    const context = await this.#frames.contextOf(frameId);
    const { gate, wire } = this.#guarded.get(context ?? '') ?? strangers;
    // A new document for a frame ends the load of the one before.
    const takesPlace = () =>
      paused.resourceType === 'Document' && this.#isOf(frameId, wire) && wire?.withdraw() === true;
    const verdict = await gate.judge(outgoing, takesPlace).catch(() => undefined);
    if (verdict === 'passes') await this.#browser.send('Fetch.continueRequest', { requestId });
    else if (verdict && wire) await this.#sendOnce(paused, outgoing.url, verdict, wire);
    // "Aborted" leaves the page that is on the screen where it is.
    else await this.#browser.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
  }

  /** Over one connection, made for it: the browser's own network layer would send it again when a used one breaks. */
  async #sendOnce(
    { requestId, networkId, resourceType, frameId }: Paused,
    { hostname, port, protocol }: URL,
    { left, givenUp, answered }: Passage,
    wire: OneWire,
  ): Promise<void> {
    const document = resourceType === 'Document' ? frameId : undefined;
    this.#sent.set(networkId ?? requestId, { wire, answered, document });
    wire.seal(hostname, Number(port || (protocol === 'https:' ? 443 : 80)));
    try {
      await this.#browser.send('Fetch.continueRequest', { requestId, interceptResponse: true });
    } catch (error) {
      // Only this says that it never left; whoever hears nothing more of the browser knows nothing.
      if (!(error instanceof Error && error.message.includes('Invalid InterceptionId'))) return left();
      this.#sent.delete(networkId ?? requestId);
      wire.lift();
      return givenUp();
    }
    left();
  }

  /** Whether the latest declared request on a wire is a document for that frame. */
  #isOf(frameId: string, wire: OneWire | undefined): boolean {
    const latest = [...this.#sent.values()].findLast((sent) => sent.wire === wire);
    return latest?.document === frameId;
  }

  async #passAnswer(paused: Paused): Promise<void> {
    const { requestId, networkId, resourceType, responseStatusCode, responseErrorReason } = paused;
    const sent = this.#sent.get(networkId ?? requestId);
    if (sent) {
      this.#sent.delete(networkId ?? requestId);
      // A page that turned away says nothing about its request: then the wire stays sealed as long as the context lives.
      if (responseErrorReason !== 'Aborted') sent.wire.lift();
      if (responseStatusCode !== undefined) sent.answered(responseStatusCode);
    }
    if (responseErrorReason !== undefined) {
      await this.#browser.send('Fetch.failRequest', { requestId, errorReason: responseErrorReason });
      return;
    }
    const isScript = resourceType === 'Other' && responseStatusCode !== undefined;
    const headers = isScript && {
      responseCode: responseStatusCode,
      responseHeaders: [...(paused.responseHeaders ?? []), noSockets],
    };
    await this.#browser.send('Fetch.continueResponse', { requestId, ...headers });
  }
}

/** `Network.ErrorReason` of the browser's protocol. */
type ErrorReason =
  | 'Failed'
  | 'Aborted'
  | 'TimedOut'
  | 'AccessDenied'
  | 'ConnectionClosed'
  | 'ConnectionReset'
  | 'ConnectionRefused'
  | 'ConnectionAborted'
  | 'ConnectionFailed'
  | 'NameNotResolved'
  | 'InternetDisconnected'
  | 'AddressUnreachable'
  | 'BlockedByClient'
  | 'BlockedByResponse';

interface Paused {
  requestId: string;
  /** The same from the request to its answer. */
  networkId?: string;
  frameId: string;
  resourceType: string;
  request: PausedRequest;
  /** Where the answer is held, not the request: its status, or why there is none. */
  responseStatusCode?: number;
  responseErrorReason?: ErrorReason;
  responseHeaders?: { name: string; value: string }[];
}

interface Sent {
  wire: OneWire;
  answered: (status: number) => void;
  /** The frame that it is a document for. */
  document: string | undefined;
}

interface Guarded {
  gate: Gate;
  wire: OneWire | undefined;
}

/** Of a request that nobody can place, only what fetches may go. */
const strangers: Guarded = { gate: new Gate(byMethod), wire: undefined };

/** Milliseconds. */
const lastWords = 10_000;
