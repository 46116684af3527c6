import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

interface Message {
  id?: number;
  method?: string;
  params?: { progressToken?: number; message?: string };
  result?: unknown;
  error?: { code: number; message: string };
}

interface Waiting {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
  onProgress: ((message: string) => void) | undefined;
}

/** The generation of the protocol that every host speaks. */
const protocolVersion = '2025-11-25';

/** As small as an MCP client can be: starts a server, asks, is told progress. The package itself needs no other. */
export class StdioClient {
  readonly #server: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  /** The server's log goes to our stderr. */
  constructor(command: string, args: string[]) {
    this.#server = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.#server.stdout! }).on('line', (line) =>
      this.#receive(JSON.parse(line) as Message),
    );
    const fail = (why: string) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(why));
      this.#waiting.clear();
    };
    this.#server.on('error', (error) => fail(`the server did not start: ${error.message}`));
    this.#server.on('exit', (code) => fail(`the server ended (${code ?? 'by a signal'})`));
    // Its exit says what happened; a write to a closed pipe says nothing more.
    this.#server.stdin!.on('error', () => undefined);
  }

  async initialize(
    version: string,
  ): Promise<{ serverInfo: { name: string; version: string }; protocolVersion: string }> {
    const clientInfo = { name: 'sidedoor-demo', version };
    const answer = await this.request('initialize', { protocolVersion, capabilities: {}, clientInfo });
    this.#send({ method: 'notifications/initialized' });
    return answer as { serverInfo: { name: string; version: string }; protocolVersion: string };
  }

  request(method: string, params: object = {}, onProgress?: (message: string) => void): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onProgress });
      this.#send({ id, method, params: onProgress ? { ...params, _meta: { progressToken: id } } : params });
    });
  }

  /** Ends the server the way a host does, and waits until it has gone. */
  async close(): Promise<void> {
    if (this.#server.exitCode !== null || this.#server.signalCode !== null) return;
    const gone = once(this.#server, 'exit');
    this.#server.stdin!.end();
    await gone;
  }

  #send(message: object): void {
    this.#server.stdin!.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }

  #receive({ id, method, params, result, error }: Message): void {
    if (method === 'notifications/progress' && params?.progressToken !== undefined) {
      this.#waiting.get(params.progressToken)?.onProgress?.(params.message ?? '');
    }
    if (id === undefined || method !== undefined) return;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }
}
