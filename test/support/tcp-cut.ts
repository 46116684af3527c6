import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/**
 * Where the connection of one request is cut. `unsent`: before a byte of it is passed on · `unanswered`: when all of it is
 * passed on, and the app still works on it · `answer lost`: when the answer begins · `half an answer`: in its first piece.
 */
export const cuts = ['unsent', 'unanswered', 'answer lost', 'half an answer'] as const;
export type Cut = (typeof cuts)[number];

interface Wanted {
  /** "POST /login.aspx HTTP/" */
  line: string;
  cut: Cut;
}

/** The way to an app, by plain TCP, that can be cut at one request or everywhere at once. */
export class TcpCut {
  readonly url: string;
  readonly #server: Server;
  readonly #app: URL;
  readonly #pairs = new Set<[Socket, Socket]>();
  #wanted: Wanted | undefined;

  private constructor(server: Server, app: URL) {
    this.#server = server;
    this.#app = app;
    const { port } = server.address() as AddressInfo;
    this.url = new URL(app.pathname, `http://127.0.0.1:${port}`).href;
    server.on('connection', (client) => this.#carry(client));
  }

  static async before(url: string): Promise<TcpCut> {
    const server = createServer({ noDelay: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TcpCut(server, new URL(url));
  }

  /** Cuts the next request with this first line. */
  cutAt({ method, path }: { method: string; path: string }, cut: Cut): void {
    this.#wanted = { line: `${method} ${path} HTTP/`, cut };
  }

  /** Every connection that there is at this moment. */
  cutAll(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.resetAndDestroy();
  }

  /** A request that was wanted and did not come is not cut any more. Answers whether there was one. */
  spare(): boolean {
    const isLeft = this.#wanted !== undefined;
    this.#wanted = undefined;
    return isLeft;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    await closed;
  }

  #carry(client: Socket): void {
    const app = connect(Number(this.#app.port), this.#app.hostname);
    const pair: [Socket, Socket] = [client, app];
    this.#pairs.add(pair);
    /** Of the request that is cut: bytes of it that are still to come, once its first have come. */
    let left: number | undefined;
    let cut: Cut | undefined;
    client.on('data', (bytes: Buffer) => {
      const wanted = this.#wanted;
      if (wanted && bytes.toString('latin1', 0, wanted.line.length) === wanted.line) {
        this.#wanted = undefined;
        cut = wanted.cut;
        if (cut === 'unsent') {
          for (const socket of pair) socket.resetAndDestroy();
          return;
        }
        left = lengthOf(bytes);
      }
      app.write(bytes);
      if (left === undefined) return;
      left -= bytes.length;
      // The app is left its connection, so that nothing tells it that nobody waits any more.
      if (left <= 0 && cut === 'unanswered') client.resetAndDestroy();
    });
    app.on('data', (bytes: Buffer) => {
      if (cut === 'half an answer') client.write(bytes.subarray(0, bytes.length / 2));
      if (cut === undefined) client.write(bytes);
      else if (cut !== 'unanswered') end(cut === 'half an answer');
    });
    const end = (softly: boolean) => {
      if (softly) client.end(() => client.destroy());
      else client.resetAndDestroy();
      app.destroy();
    };
    client.on('error', () => undefined);
    app.on('error', () => undefined);
    client.on('end', () => app.end());
    app.on('end', () => client.end());
    client.on('close', () => {
      if (cut !== 'unanswered') app.destroy();
    });
    app.on('close', () => {
      client.destroy();
      this.#pairs.delete(pair);
    });
  }
}

/** Bytes of a request, its head included, which is in its first piece. */
function lengthOf(first: Buffer): number {
  const text = first.toString('latin1');
  const [, length = '0'] = /\r\ncontent-length: *(\d+)/i.exec(text) ?? [];
  return text.indexOf('\r\n\r\n') + 4 + Number(length);
}
