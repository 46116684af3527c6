import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConfigInput } from '../../src/config/schema.ts';
import { Scheduler } from '../../src/schedule/scheduler.ts';
import type { SchedulerParts } from '../../src/schedule/scheduler.ts';
import { manyPack } from '../dataset/office.ts';
import { startEngine, temporaryFolder, tinyConfig } from '../support/engine.ts';
import { startTinyApp } from '../support/tiny-app.ts';
import type { TinyApp } from '../support/tiny-app.ts';

type Schedules = NonNullable<ConfigInput['schedules']>;

/** The tiny application and a store, for engines whose schedules go by a clock of the test. */
export async function openOffice(schedules: Schedules, more: Partial<ConfigInput> = {}) {
  const app = await startTinyApp();
  const folder = await temporaryFolder();
  const base = tinyConfig(app.url, folder.path, { schedules, ...more });
  const config: ConfigInput = { ...base, flows: [...base.flows!, manyPack] };
  const hosts: Awaited<ReturnType<typeof host>>[] = [];
  const open = async () => {
    const opened = await host(config);
    hosts.push(opened);
    return opened;
  };
  return {
    app,
    config,
    folder: folder.path,
    /** A process of its own, as far as the store knows. */
    open,
    async [Symbol.asyncDispose]() {
      for (const each of hosts) await each.close();
      await folder[Symbol.asyncDispose]();
      await app.close();
    },
  };
}

async function host(config: ConfigInput) {
  const engine = await startEngine(config);
  let now = 0;
  const parts: SchedulerParts = {
    schedules: new Map(engine.scheduler.schedules),
    firings: engine.firings,
    runs: engine.runs,
    datasets: engine.datasets,
    presence: engine.presence,
    resolve: (reference) => Promise.resolve(process.env[reference.slice('env:'.length)] ?? ''),
    scrub: (value) => engine.secrets.scrubValue(value),
    pauses: [10, 10],
    log: engine.log,
    clock: () => now,
  };
  const scheduler = new Scheduler(parts);
  return {
    engine,
    scheduler,
    firings: engine.firings,
    /** What happens when its clock shows that time, to the end. */
    at: async (iso: string) => {
      now = Date.parse(iso);
      await scheduler.tick();
      await scheduler.idle();
    },
    /** Only sets its clock. */
    set: (iso: string) => (now = Date.parse(iso)),
    async close() {
      await scheduler.close();
      await engine.close();
    },
  };
}

/** How many runs opened the list in the application. */
export const opened = ({ state }: TinyApp) => state.requests.filter((each) => each === 'GET /rows').length;

/** A listener that remembers what it was posted; it refuses the first ones as often as it is told. */
export async function startHook({ refusals = 0 } = {}) {
  const posts: Record<string, unknown>[] = [];
  let seen = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen += 1;
      if (seen > refusals) posts.push(JSON.parse(body) as Record<string, unknown>);
      response.writeHead(seen > refusals ? 204 : 503).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=of-the-hook`,
    posts,
    seen: () => seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
