import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** A POST that reached the app whole. */
interface Arrival {
  path: string;
  /** It was not the first request on its connection. */
  reused: boolean;
}

/**
 * An app with one form that takes its POSTs badly: `/do/drop` reads one and closes the connection, `/do/408` and `/do/421` answer
 * so. `/do/ok` takes it, `/do/later` after `letGo`, and GETs of `/held` too; those of `/together?n=3` once three of them are there.
 */
export class DroppingApp {
  readonly arrivals: Arrival[] = [];
  readonly #scheme: string;
  readonly #server: Server;
  readonly #requestsOn = new WeakMap<Socket, number>();
  readonly #together: ServerResponse[] = [];
  readonly #held: ServerResponse[] = [];
  readonly #onHeld = new Set<() => void>();

  private constructor(secure: boolean) {
    const listener: RequestListener = (request, response) => this.#take(request, response);
    this.#scheme = secure ? 'https' : 'http';
    this.#server = secure ? createSecureServer(ownCertificate(), listener) : createServer(listener);
    this.#server.keepAliveTimeout = 120_000;
  }

  static async open(secure = false): Promise<DroppingApp> {
    const app = new DroppingApp(secure);
    await new Promise<void>((resolve) => app.#server.listen(0, '127.0.0.1', resolve));
    return app;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.#scheme}://localhost:${this.port}`;
  }

  /** Settles when so many requests are held. */
  async holds(count: number): Promise<void> {
    while (this.#held.length < count) await new Promise<void>((resolve) => this.#onHeld.add(resolve));
  }

  letGo(): void {
    for (const response of this.#held.splice(0)) response.end('held');
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const before = this.#requestsOn.get(socket) ?? 0;
    this.#requestsOn.set(socket, before + 1);
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    if (request.method !== 'POST') return this.#get(pathname, Number(searchParams.get('n')), response);
    request.resume().on('end', () => {
      this.arrivals.push({ path: pathname, reused: before > 0 });
      const how = pathname.slice('/do/'.length);
      if (how === 'drop') socket.destroy();
      else if (how === 'ok') response.end('taken');
      else if (how.startsWith('later')) {
        response.shouldKeepAlive = how !== 'later-and-close';
        this.#hold(response);
      } else response.writeHead(Number(how), { connection: 'close' }).end();
    });
  }

  #hold(response: ServerResponse): void {
    this.#held.push(response);
    for (const tell of this.#onHeld) tell();
    this.#onHeld.clear();
  }

  #get(path: string, n: number, response: ServerResponse): void {
    response.setHeader('cache-control', 'no-store');
    if (path === '/together') {
      this.#together.push(response);
      if (this.#together.length < n) return;
      for (const each of this.#together.splice(0)) each.end('together');
    } else if (path === '/held') {
      this.#hold(response);
    } else if (path.startsWith('/form/')) {
      response.setHeader('content-type', 'text/html').end(form(path.slice('/form/'.length)));
    } else response.end('quick');
  }
}

const form = (how: string) => `<!doctype html><link rel="icon" href="data:,"><title>form</title>
<form method="post" action="/do/${how}"><input name="amount" value="1"><button id="document">Send</button></form>
<button id="fetch" onclick="fetch('/do/${how}', { method: 'POST', body: 'amount=1' }).catch(() => {})">Send</button>
<button id="xhr" onclick="const x = new XMLHttpRequest(); x.open('POST', '/do/${how}'); x.send('amount=1')">Send</button>`;

/** Key and certificate of nobody, for localhost, made anew each time. */
function ownCertificate() {
  const args =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost';
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1';
  const command = [...args.split(' '), '-addext', names, '-keyout', '-'];
  const pem = execFileSync('openssl', command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return { key: pem, cert: pem };
}
