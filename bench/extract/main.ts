/**
 * `npm run bench:extract`: the open invoices of the real SQL-Ledger to a CSV file, by `sidedoor extract`, by a plain
 * Playwright script and by a plain client of HTTP, each a process of its own, one after the other, over the same page.
 * Every file is held against the database. `EXTRACT_ROWS=50000` for more than 5,000. Ends with 1 when a row of ours is
 * wrong.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { findBrowser } from '../../src/browser/find.ts';
import { readCsv } from '../../src/screen/read-csv.ts';
import { LedgerDatabase } from '../../test/real/sql-ledger/database.ts';
import type { ItemRow } from '../../test/real/sql-ledger/database.ts';
import { seedInvoices } from '../../test/real/sql-ledger/many-invoices.ts';
import { passwordOf, startSqlLedger } from '../../test/real/sql-ledger/start.ts';
import { line } from '../report.ts';
import { watchPeak } from '../../test/support/peak.ts';
import type { Peak } from '../../test/support/peak.ts';

const many = Number(process.env['EXTRACT_ROWS'] ?? 5_000);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const jiti = here('../../node_modules/.bin/jiti');

interface Way {
  name: string;
  command: string[];
  file: string;
  env: Record<string, string>;
}

interface Measured extends Peak {
  seconds: number;
}

const folder = await mkdtemp(join(tmpdir(), 'sidedoor-bench-extract-'));
const ledger = await startSqlLedger();
try {
  await seedInvoices(ledger.pgPort, many);
  const database = await LedgerDatabase.connect(ledger.pgPort);
  const wanted = await database.openItems('ar', {});
  await database.close();
  line(`${wanted.length} open invoices of SQL-Ledger 3.2 (real), which sends them in one page`);

  const { executablePath = '' } = await findBrowser({ headless: true }, chromium.executablePath());
  const clerk = { app: 'sql-ledger', url: ledger.url, username: 'clerk', password: 'env:LEDGER_PASSWORD' };
  await writeFile(join(folder, 'sidedoor.config.json'), JSON.stringify({ accounts: { clerk } }));
  const secrets = {
    LEDGER_PASSWORD: passwordOf('clerk'),
    SIDEDOOR_KEY: Buffer.alloc(32, 7).toString('base64'),
  };
  const extract = ['extract', 'sql_ledger_list_open_invoices', '--raw', '--to', 'sidedoor.csv', '--json'];
  const ways: Way[] = [
    {
      name: 'plain HTTP',
      command: [jiti, here('plain-http.ts'), ledger.url, 'http.csv'],
      file: 'http.csv',
      env: {},
    },
    {
      name: 'plain Playwright',
      command: [jiti, here('plain-script.ts'), ledger.url, 'script.csv', executablePath],
      file: 'script.csv',
      env: {},
    },
    {
      name: 'sidedoor extract',
      command: [here('../../dist/src/main.js'), ...extract],
      file: 'sidedoor.csv',
      env: secrets,
    },
  ];
  const measured = new Map<string, Measured>();
  const right = new Map<string, number>();
  for (const way of ways) {
    measured.set(way.name, await run(way));
    right.set(way.name, countRight(await readFile(join(folder, way.file)), wanted));
  }
  const ours = measured.get('sidedoor extract')!;
  line('                     rows right   seconds    rows/s   Node MB   renderer MB   seconds beside ours');
  for (const [name, { seconds, node, renderer }] of measured) {
    const cells = [
      name.padEnd(18),
      String(right.get(name)).padStart(13),
      seconds.toFixed(1).padStart(10),
      (wanted.length / seconds).toFixed(0).padStart(10),
      String(node).padStart(10),
      (renderer === 0 ? '–' : String(renderer)).padStart(14),
      `${(seconds / ours.seconds).toFixed(2)} ×`.padStart(22),
    ];
    line(cells.join(''));
  }
  if (right.get('sidedoor extract') !== wanted.length) process.exitCode = 1;
} finally {
  await ledger.stop();
  await rm(folder, { recursive: true, force: true });
}

async function run({ name, command, env }: Way): Promise<Measured> {
  const began = performance.now();
  const child = spawn(process.execPath, command, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const peak = watchPeak(child.pid!);
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = (performance.now() - began) / 1_000;
  const most = peak.stop();
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return { seconds, ...most };
}

/** How many records stand in the file once, with the texts that they have in the database. */
function countRight(csv: Uint8Array, wanted: ItemRow[]): number {
  const texts = { number: 'number', description: 'description', party: 'customer' };
  const { rows } = readCsv(csv, { name: 'the file', columns: { ...texts, party_number: 'customer_number' } });
  const same = (row: Pick<ItemRow, keyof (typeof rows)[number]>) =>
    [row.number, row.description, row.party, row.party_number].join('|');
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(same(row), (counts.get(same(row)) ?? 0) + 1);
  return wanted.filter((row) => counts.get(same(row)) === 1).length;
}
