import { readdirSync, readlinkSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { chromium } from 'playwright';
import { findBrowser } from '../../src/browser/find.ts';
import type { ConfigInput } from '../../src/config/schema.ts';
import { clientKinds, connect } from '../support/clients.ts';
import type { TestClient } from '../support/clients.ts';
import { descendants } from '../support/processes.ts';
import { stdioServer } from '../support/server.ts';

/** One server process, from its start to its death. */
export interface Server {
  /** Also the User-Agent of its browser, so that the application's own log tells whose request it got. */
  name: string;
  store: string;
  pid: number;
  client: TestClient;
  isFrozen: boolean;
  /** Its name in the store; read from the lock file that it holds, which a killed one does no longer. */
  owner?: string | undefined;
  diedAt?: number;
}

export type ConfigOf = (name: string) => ConfigInput & { store: string };

/** A number of servers, each with a client; whichever dies is replaced by a new one. */
export class Fleet {
  readonly everybody: Server[] = [];
  readonly #folder: string;
  readonly #configOf: ConfigOf;
  readonly #places: Promise<Server>[] = [];
  readonly #placeOf = new Map<Server, number>();
  #started = 0;

  constructor(folder: string, size: number, configOf: ConfigOf) {
    this.#folder = folder;
    this.#configOf = configOf;
    for (let place = 0; place < size; place++) this.#places.push(this.#start(place));
  }

  /** Who serves a place now. */
  at(place: number): Promise<Server> {
    return this.#places[place % this.#places.length]!;
  }

  async living(): Promise<Server[]> {
    return Promise.all(this.#places);
  }

  /** With -9, so that it can tell nobody. */
  kill(server: Server): void {
    server.owner = ownerOf(server.pid);
    process.kill(server.pid, 'SIGKILL');
    server.diedAt = Date.now();
    this.#places[this.#placeOf.get(server)!] = this.#start(this.#placeOf.get(server)!);
  }

  async close(): Promise<void> {
    for (const server of await this.living()) {
      server.owner ??= ownerOf(server.pid);
      await server.client.close();
    }
  }

  async #start(place: number): Promise<Server> {
    const number = this.#started++;
    const name = `server-${number}`;
    const config = this.#configOf(name);
    const target = await stdioServer(this.#folder, config, `${name}.json`);
    const env = { SIDEDOOR_BROWSER: await browserNamed(name, this.#folder) };
    const client = await connect(clientKinds[number % clientKinds.length]!, { ...target, env });
    const pid = descendants(process.pid).find(({ command }) => command.endsWith(`/${name}.json`))!.pid;
    const server: Server = { name, store: config.store, pid, client, isFrozen: false };
    this.#placeOf.set(server, place);
    this.everybody.push(server);
    return server;
  }
}

/** The browser that would be used anyway, under a name of its own. */
async function browserNamed(name: string, folder: string): Promise<string> {
  const { executablePath } = await findBrowser({ headless: true }, chromium.executablePath());
  const file = join(folder, `browser-of-${name}`);
  await writeFile(file, `#!/bin/sh\nexec '${executablePath}' --user-agent=${name} "$@"\n`);
  await chmod(file, 0o755);
  return file;
}

/** Undefined while it has run nothing: the engine starts with the first call. */
function ownerOf(pid: number): string | undefined {
  const files = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return []; // Closed since.
    }
  });
  const lock = files.find((file) => file.endsWith('.lock'));
  return lock && basename(lock, '.lock');
}
