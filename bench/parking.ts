import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../src/compose.ts';
import type { Sidedoor } from '../src/sidedoor.ts';
import { toConfig } from '../src/config/load.ts';
import { tinyPack } from '../test/support/engine.ts';
import { memory } from './resident.ts';
import { startTinyApp } from '../test/support/tiny-app.ts';
import { line, median, ms, row, timed } from './report.ts';

const accounts = 100;
const wakes = 20;

/**
 * A hundred signed-in accounts, parked but for one, beside a hundred contexts kept open: the memory of our process and
 * the whole browser, and what a run takes on an account that sleeps and on one that is awake.
 */
export async function benchParking(): Promise<void> {
  line(`\nParking, ${accounts} accounts of the smallest application there is`);
  const app = await startTinyApp();
  const store = await mkdtemp(join(tmpdir(), 'sidedoor-bench-'));
  process.env['BENCH_PASSWORD'] = app.state.password;
  const names = Array.from({ length: accounts }, (_, index) => `account-${index}`);
  const account = (username: string) => ({
    app: 'tiny',
    url: app.url,
    username,
    password: 'env:BENCH_PASSWORD',
  });
  const engineWith = (maxSessions: number) =>
    compose(
      toConfig(
        {
          store,
          flows: [tinyPack],
          logLevel: 'silent',
          browser: { maxSessions, idleMinutes: 60 },
          accounts: Object.fromEntries(names.map((name) => [name, account(name)])),
        },
        '/sidedoor.config.json',
      ),
    );
  try {
    const parking = await engineWith(1);
    await read(parking, names[0]!);
    const one = await memory();
    await readAll(parking, names);
    const parked = await memory();
    const { signIns } = app.state;
    const asleep: number[] = [];
    const awake: number[] = [];
    for (const name of names.slice(0, wakes)) {
      asleep.push(await timed(() => read(parking, name)));
      awake.push(await timed(() => read(parking, name)));
    }
    await parking.close();

    const keeping = await engineWith(accounts);
    await read(keeping, names[0]!);
    const first = await memory();
    await readAll(keeping, names);
    const open = await memory();
    const kept: number[] = [];
    for (const name of names.slice(0, wakes)) kept.push(await timed(() => read(keeping, name)));
    await keeping.close();

    const each = (all: number, base: number) => `${((all - base) / (accounts - 1)).toFixed(2)} MB an account`;
    row('memory, one live, the others parked', `${Math.round(parked)} MB`, each(parked, one));
    row(`memory, ${accounts} contexts open`, `${Math.round(open)} MB`, each(open, first));
    row('read on an account that sleeps', ms(median(asleep)), `${app.state.signIns - signIns} new sign-ins`);
    row('read on the account that is awake', ms(median(awake)), `${ms(median(kept))} with all of them open`);
  } finally {
    await app.close();
    await rm(store, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A few at a time, as a server does. */
async function readAll(engine: Sidedoor, names: string[]): Promise<void> {
  const left = [...names];
  const worker = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) await read(engine, name);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}

async function read(engine: Sidedoor, account: string): Promise<void> {
  const args = { account, n: 10 };
  const report = await engine.runs.wait(await engine.runs.start({ tool: 'tiny_list_rows', args }), 120_000);
  if (report.state !== 'done') throw new Error(JSON.stringify(report.error));
}
