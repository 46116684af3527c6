import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { descendants } from '../support/processes.ts';
import type { Answer, Call, FromWorker, Point, RequestLine, ToWorker } from './messages.ts';

const jiti = join(dirname(createRequire(import.meta.url).resolve('jiti/package.json')), 'lib/jiti-cli.mjs');
const script = fileURLToPath(new URL('worker.ts', import.meta.url));

/** The process that a call was made to has died; whether it did anything is not known. */
export class ProcessDied extends Error {}

/** One process with an engine. */
export class Worker {
  readonly #child: ChildProcess;
  readonly #ready: Promise<void>;
  readonly #answers = new Map<
    number,
    { resolve: (answer: Answer) => void; reject: (error: Error) => void }
  >();
  readonly #points = new Map<string, (request: RequestLine | undefined) => void>();
  #calls = 0;

  constructor(configFile: string) {
    this.#child = fork(jiti, [script, configFile], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    let isReady = () => {};
    this.#ready = new Promise((resolve, reject) => {
      isReady = resolve;
      this.#child.once('exit', () => reject(new ProcessDied('it died before it was ready')));
    });
    // Who waits for it hears of it; a worker that nobody asked may die unheard.
    this.#ready.catch(() => undefined);
    this.#child.on('message', (message: FromWorker) => {
      if (message.type === 'ready') isReady();
      else if (message.type === 'reached') this.#points.get(message.account)?.(message.request);
      else this.#answers.get(message.id)?.resolve(message.answer);
    });
    this.#child.once('exit', () => {
      for (const { reject } of this.#answers.values()) reject(new ProcessDied('the process was killed'));
    });
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** `reached` is told when the call stands at its point. @throws ProcessDied */
  async call(
    call: Call,
    point?: Point,
    reached?: (request: RequestLine | undefined) => void,
  ): Promise<Answer> {
    if (reached) this.#points.set(call.account, reached);
    return this.#ask((id) => ({ type: 'call', id, call, point })).finally(() => {
      if (this.#points.get(call.account) === reached) this.#points.delete(call.account);
    });
  }

  async resolve(runId: string, outcome: 'present' | 'absent'): Promise<void> {
    await this.#ask((id) => ({ type: 'resolve', id, runId, outcome }));
  }

  async #ask(message: (id: number) => ToWorker): Promise<Answer> {
    await this.#ready;
    if (!this.isAlive) throw new ProcessDied('it is dead');
    const id = this.#calls++;
    const answer = new Promise<Answer>((resolve, reject) => this.#answers.set(id, { resolve, reject }));
    this.#tell(message(id));
    return answer.finally(() => this.#answers.delete(id));
  }

  release(account: string): void {
    this.#tell({ type: 'release', account });
  }

  resume(account: string): void {
    this.#tell({ type: 'resume', account });
  }

  /** With -9, so that it can tell nobody. Its browser ends with it, by itself. */
  async kill(): Promise<void> {
    if (!this.isAlive) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }

  /** Its browser only, in the same way. */
  killBrowser(): void {
    for (const { pid, command } of descendants(this.#child.pid!)) {
      if (!/chrom|headless/i.test(command)) continue;
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended with another of them.
      }
    }
  }

  #tell(message: ToWorker): void {
    if (this.isAlive) this.#child.send(message, () => undefined);
  }
}

/** Two processes on one store: whoever dies is replaced, and meanwhile the other one serves. */
export class Crew implements AsyncDisposable {
  readonly #configFile: string;
  readonly #workers: [Worker, Worker];
  #turn: 0 | 1 = 0;

  constructor(configFile: string) {
    this.#configFile = configFile;
    this.#workers = [new Worker(configFile), new Worker(configFile)];
  }

  get current(): Worker {
    return this.#workers[this.#turn];
  }

  get other(): Worker {
    return this.#workers[this.#turn === 0 ? 1 : 0];
  }

  /** Kills the current one, and goes on with the other. */
  async killCurrent(): Promise<void> {
    await this.current.kill();
    this.#workers[this.#turn] = new Worker(this.#configFile);
    this.#turn = this.#turn === 0 ? 1 : 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.kill()));
  }
}
