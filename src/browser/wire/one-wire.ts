import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { isOwn } from './own-connection.ts';
import { Seal } from './seal.ts';
import { hearRequest } from './socks.ts';
import type { Target } from './socks.ts';
import { Tunnel } from './tunnel.ts';

/**
 * The way of one browser context into the network: a SOCKS5 server on this machine that carries bytes and knows nothing of
 * HTTP. It makes sure that a request of the browser leaves once.
 *
 * Chromium 156 sends a POST again, invisibly to the page and to every interception, when a reused connection ends before a
 * response header (up to 32 times on a busy page, measured), and after the statuses 408 and 421. Whatever it does, each
 * repetition needs another connection. So while the wire is sealed for a target, bytes to it leave over at most one
 * connection that was unused when the seal came: an older one that wants to send is cut before a byte is passed on, further
 * ones wait, and are refused once the only one has ended. HTTP/2 and QUIC can repeat a request within one connection and
 * must be off (`--disable-http2`, `--disable-quic`).
 *
 * Who may use it where the browser is on this machine: only this machine, and on Linux only the user of this process, who can reach everything himself that it
 * reaches. Elsewhere any user of this machine may, if he finds the port, since Chromium does not authenticate to a SOCKS server.
 */
export class OneWire {
  /** `socks5://address:port`. The browser must not bypass it for this machine: `bypass: '<-loopback>'`. */
  readonly url: string;
  readonly #server: Server;
  readonly #mayPass: () => boolean;
  readonly #admits: Doorway['admits'];
  readonly #greeting = new Set<Socket>();
  readonly #tunnels = new Set<Tunnel>();
  readonly #seals = new Map<string, Seal>();
  #closing: Promise<void> | undefined;

  private constructor(server: Server, mayPass: () => boolean, { address, admits }: Doorway) {
    this.#server = server;
    this.#mayPass = mayPass;
    this.#admits = admits;
    const host = address.includes(':') ? `[${address}]` : address;
    this.url = `socks5://${host}:${(server.address() as AddressInfo).port}`;
    server.on('connection', (socket) => void this.#admit(socket));
  }

  /** `mayPass` is asked before each connection and each piece of bytes; once it said no, nothing leaves any more. */
  static async open(mayPass: () => boolean = () => true, doorway: Doorway = thisMachine): Promise<OneWire> {
    const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, doorway.address, resolve);
    });
    // The sockets keep the process alive, not the wait for more.
    server.unref();
    return new OneWire(server, mayPass, doorway);
  }

  /**
   * From now on, until `lift`, at most one connection to the target. `host` as in URL.hostname. Call it before the request is
   * let go.
   *
   * A seal that is still there stays as it is, for the same target and for another: whoever asked for it does not know yet
   * what became of his request, and a fresh connection for the next one could carry his a second time. At worst the next
   * request is refused, without having been sent.
   *
   * Chromium gives a connection that has to wait up for lost after a while of its own.
   */
  seal(host: string, port: number): void {
    const key = keyOf({ host, port });
    if (!this.#seals.has(key)) this.#seals.set(key, new Seal());
  }

  /** Whether a seal is there. */
  get sealed(): boolean {
    return this.#seals.size > 0;
  }

  /** Makes sure that nothing has left since the seal, and that what was about to never will; false when something may have. */
  withdraw(): boolean {
    return [...this.#seals.values()].every((seal) => seal.withdraw());
  }

  /** Ends every seal: what waited goes. */
  lift(): void {
    const seals = [...this.#seals.values()];
    this.#seals.clear();
    for (const seal of seals) seal.wake();
  }

  /** Ends every connection, at once. May be called again. */
  close(): Promise<void> {
    this.#closing ??= new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const socket of this.#greeting) socket.destroy();
      for (const tunnel of this.#tunnels) tunnel.destroy();
    });
    return this.#closing;
  }

  /** Ends every connection so that nothing leaves any more that the kernel still has. */
  cut(): void {
    for (const tunnel of this.#tunnels) tunnel.cut();
    void this.close();
  }

  async #admit(socket: Socket): Promise<void> {
    // Every error is followed by "close", which says that there was one.
    socket.on('error', () => undefined);
    this.#greeting.add(socket);
    const forget = () => this.#greeting.delete(socket);
    socket.once('close', forget);
    if (!(await this.#admits(socket).catch(() => false))) socket.destroy();
    if (socket.destroyed) return;
    hearRequest(socket, (target) => {
      socket.off('close', forget);
      forget();
      this.#carry(socket, target);
    });
    socket.resume();
  }

  #carry(socket: Socket, target: Target): void {
    const key = keyOf(target);
    const tunnel: Tunnel = new Tunnel(
      socket,
      target,
      () => this.#seals.get(key),
      this.#mayPass,
      () => this.#tunnels.delete(tunnel),
    );
    this.#tunnels.add(tunnel);
  }
}

/** Where a wire listens, and whom it lets in. */
export interface Doorway {
  address: string;
  admits: (socket: Socket) => Promise<boolean>;
}

const thisMachine: Doorway = { address: '127.0.0.1', admits: isOwn };

/** One spelling for each target: Chromium sends names and addresses as it has them, IPv6 without brackets. */
function keyOf({ host, port }: Target): string {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  const address = bare.includes(':') ? `http://[${bare}]` : undefined;
  return `${address && URL.canParse(address) ? new URL(address).hostname : bare}:${port}`;
}
