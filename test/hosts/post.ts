import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConfigInput } from '../../src/config/schema.ts';
import { startHost } from '../real/postgres/hosts.ts';
import type { Host } from '../real/postgres/hosts.ts';
import { descendants } from '../support/processes.ts';
import type { Cut, Place } from './network.ts';

/** A host with a worker; whenever that is killed, the next one starts there. */
export class Post {
  /** Everybody who worked here, by the User-Agent of his browser. */
  readonly everybody: string[] = [];
  /** Nothing has befallen it, or it is over. */
  isWell = false;
  /** Everything that its workers wrote. */
  output = '';
  readonly #folder: string;
  readonly #name: string;
  readonly #place: Place;
  readonly #config: ConfigInput;
  #worker: Host | undefined;

  constructor(folder: string, name: string, place: Place, config: ConfigInput) {
    this.#folder = folder;
    this.#name = name;
    this.#place = place;
    this.#config = config;
  }

  /** Of the worker that is there now. */
  get agent(): string {
    return this.everybody.at(-1) ?? '';
  }

  async start(): Promise<void> {
    const agent = `${this.#name}-${this.everybody.length + 1}`;
    this.everybody.push(agent);
    this.#worker = await startHost(this.#folder, agent, ['worker'], this.#config, this.#place.prefix);
    this.isWell = true;
  }

  /** With -9, its browser as well: as if the machine had lost its power. Settles when nothing of it runs. */
  async kill(): Promise<void> {
    this.isWell = false;
    const { child } = this.#worker!;
    const gone = once(child, 'exit');
    this.#signal('SIGKILL', true);
    await gone;
    this.#keepOutput();
  }

  /** Its worker stands still for so long (milliseconds); its browser too, if `whole`. */
  async freeze(ms: number, whole: boolean): Promise<void> {
    this.isWell = false;
    const going = this.#signal('SIGSTOP', whole);
    await sleep(ms);
    for (const pid of going) signal(pid, 'SIGCONT');
    this.isWell = true;
  }

  async cut(ms: number, how: Cut): Promise<void> {
    this.isWell = false;
    await this.#place.cut(how);
    await sleep(ms);
    await this.#place.mend();
    this.isWell = true;
  }

  /** As a signal of the system asks it to end. Answers its exit code. */
  async stop(): Promise<number | null> {
    this.isWell = false;
    await this.#worker?.[Symbol.asyncDispose]();
    this.#keepOutput();
    return this.#worker?.child.exitCode ?? null;
  }

  #signal(name: NodeJS.Signals, whole: boolean): number[] {
    const { pid = 0 } = this.#worker!.child;
    const all = [pid, ...(whole ? descendants(pid).map((each) => each.pid) : [])];
    for (const each of all) signal(each, name);
    return all;
  }

  #keepOutput(): void {
    const said = this.#worker?.output() ?? '';
    this.output += said
      .split('\n')
      .filter(Boolean)
      .map((line) => `${this.agent}: ${line}\n`)
      .join('');
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended with another of them.
  }
}
