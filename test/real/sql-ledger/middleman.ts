import { createServer, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a report on its way: another text, byte by byte, or its first so many bytes and then no connection. */
export type Tamper = (html: string) => string | { cutAt: number };

/** Stands between us and the real application, and spoils its lists of transactions. */
export class Middleman implements AsyncDisposable {
  tamper: Tamper | undefined;
  /** Lists that were spoilt. */
  spoilt = 0;
  readonly #server;
  readonly #target: URL;

  private constructor(target: URL) {
    this.#target = target;
    this.#server = createServer((incoming, outgoing) => {
      const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
      const { hostname, port } = this.#target;
      const asked = request(
        { hostname, port, path: incoming.url, method: incoming.method, headers },
        (answer) => {
          void bodyOf(answer).then((body) => {
            const { 'content-length': _length, ...kept } = answer.headers;
            outgoing.writeHead(answer.statusCode ?? 502, kept);
            if (!this.tamper || !/action=transactions/.test(incoming.url ?? '')) return outgoing.end(body);
            const html = body.toString('latin1');
            const now = this.tamper(html);
            if (now !== html) this.spoilt += 1;
            if (typeof now === 'string') return outgoing.end(Buffer.from(now, 'latin1'));
            return outgoing.write(body.subarray(0, now.cutAt), () => outgoing.destroy());
          });
        },
      );
      asked.on('error', () => outgoing.destroy());
      incoming.pipe(asked);
    });
  }

  static async open(url: string): Promise<Middleman> {
    const middleman = new Middleman(new URL(url));
    await new Promise<void>((resolve) => middleman.#server.listen(0, '127.0.0.1', resolve));
    return middleman;
  }

  /** As the application's own, with a slash at its end. */
  get url(): string {
    const url = new URL(this.#target);
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function bodyOf(answer: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
