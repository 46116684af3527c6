import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/journal/store.ts';
import type { Store } from '../../src/journal/store.ts';
import { sha256 } from '../../src/journal/canonical.ts';
import type { NewReceipt } from '../../src/receipts/receipt.ts';
import { Receipts } from '../../src/receipts/receipts.ts';
import { openSigningKey } from '../../src/receipts/signing-key.ts';
import { loadVerifier } from '../../src/receipts/verifier.ts';
import type { Verification } from '../../src/receipts/verifier.ts';
import { openKeys } from '../../src/secrets/keys.ts';
import { openSeal } from '../../src/secrets/open-seal.ts';

const runs = ['run_a', 'run_b', 'run_c', 'run_d', 'run_e'];

const sample: Omit<NewReceipt, 'run_id' | 'write_id'> = {
  account: 'lakeside',
  app: 'sql-ledger',
  flow: 'post_ar_transaction',
  flow_digest: sha256('the flow'),
  tool_version: '0.1.0',
  outcome: 'confirmed',
  times: {
    intended: '2026-11-20T10:00:00.000Z',
    armed: '2026-11-20T10:00:02.000Z',
    sent: '2026-11-20T10:00:02.100Z',
    ended: '2026-11-20T10:00:03.000Z',
  },
  input_digest: sha256('the input'),
  input: { customer: 'T-1240', amount: '950.00', note: 'Zoë – "März"' },
  mark: 'SD-7K3F9Q2M',
  idempotency_key: 'rent-2026-11-T-1240',
  preview: { Customer: 'T-1240 Zoë', Amount: '950.00' },
  warnings: ['Credit limit reached'],
  approval: { how: 'token', who: 'dana', at: '2026-11-20T10:00:01.000Z' },
  request: {
    method: 'POST',
    url: 'http://127.0.0.1/ar.pl',
    fields: { action: 'Post' },
    digest: sha256('body'),
    bytes: 4,
  },
  after: { invoice_number: 'AR-17' },
};

export function receiptOf(run: string, more: Partial<NewReceipt> = {}): NewReceipt {
  return { run_id: run, write_id: `write_${run}`, ...sample, ...more };
}

/** Any bytes will do: nobody looks into a picture here. */
export function picturesOf(run: string) {
  return ['before', 'after'].map((name) => ({
    name,
    content: Buffer.from(`PNG ${run} ${name} `.repeat(20)),
  }));
}

/** A store on disk with its receipts, and other processes that write them. */
export class ReceiptsOffice implements AsyncDisposable {
  readonly home: string;
  readonly store: Store;
  readonly folder: string;
  /** Of this office's master key. */
  readonly env: { XDG_CONFIG_HOME: string };
  readonly #receipts: Receipts;

  private constructor(home: string) {
    this.home = home;
    this.env = { XDG_CONFIG_HOME: home };
    this.store = openStore(join(home, 'store'));
    this.folder = join(home, 'store', 'receipts');
    this.#receipts = this.receipts();
  }

  static async open(): Promise<ReceiptsOffice> {
    return new ReceiptsOffice(await mkdtemp(join(tmpdir(), 'sidedoor-test-')));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.store.destroy();
    await rm(this.home, { recursive: true, force: true, maxRetries: 3 });
  }

  /** As another process opens them. */
  receipts({ store = this.store, scrub = <T>(value: T): T => value } = {}): Receipts {
    const key = async () => openSigningKey(store, await openSeal(store, openKeys(this.env)));
    return new Receipts({ folder: this.folder, store, key, scrub });
  }

  /** By one writer for as long as the office is open. One receipt a run, `run_a` to `run_e` if not said otherwise, each with two pictures. */
  async append(names = runs): Promise<void> {
    for (const run of names) await this.#receipts.append(receiptOf(run), picturesOf(run));
  }

  /** Of one of the five: "00000002-run_b.json". */
  nameOf(number: number, rest = '.json'): string {
    return `0000000${number}-${runs[number - 1]}${rest}`;
  }

  fileOf(number: number, rest = '.json'): string {
    return join(this.folder, this.nameOf(number, rest));
  }

  async verify(options: { key?: string; expectHead?: string[] } = {}): Promise<Verification> {
    return (await loadVerifier()).verifyReceipts(this.folder, options);
  }

  /** What is wrong, one line each: "<file>: <problem>". */
  async findings(options: { key?: string; expectHead?: string[] } = {}): Promise<string[]> {
    const { findings } = await this.verify(options);
    return findings.map(({ file, problem }) => `${file}: ${problem}`);
  }

  async swap(one: string, other: string): Promise<void> {
    const aside = join(this.home, 'aside');
    await rename(one, aside);
    await rename(other, one);
    await rename(aside, other);
  }

  /** Of all receipts that have a file. */
  async runIds(): Promise<string[]> {
    const names = (await readdir(this.folder)).filter((name) => /^\d{8}-\w+\.json$/.test(name));
    return names.map((name) => name.slice(9, -5));
  }

  /**
   * Another process of the same store. Its script has `receipts`, `append(run)` and `say(line)`, and can set `onCall`, which
   * is called after every change of the file system, and before a file is removed.
   */
  startProcess(script: string) {
    const source = (path: string) => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).pathname);
    const program = `
      const fs = require('node:fs');
      const say = (line) => fs.writeSync(1, line + '\\n');
      let onCall = () => undefined;
      // Before anything is loaded that holds on to them.
      for (const name of ['openSync', 'writeFileSync', 'fsyncSync', 'closeSync', 'renameSync', 'rmSync']) {
        const real = fs[name];
        fs[name] = (...args) => {
          // What happens before one of these may have been the journal's commit.
          if (name === 'rmSync') onCall();
          const answer = real(...args);
          onCall();
          return answer;
        };
      }
      const load = require('jiti').createJiti(${source('index.ts')});
      void (async () => {
        const { openStore } = await load.import(${source('journal/store.ts')});
        const { Receipts } = await load.import(${source('receipts/receipts.ts')});
        const { openSigningKey } = await load.import(${source('receipts/signing-key.ts')});
        const { openKeys } = await load.import(${source('secrets/keys.ts')});
        const { openSeal } = await load.import(${source('secrets/open-seal.ts')});
        const [home, folder, sample] = JSON.parse(process.argv[1]);
        const store = openStore(home + '/store');
        const key = async () => openSigningKey(store, await openSeal(store, openKeys()));
        const receipts = new Receipts({ folder, store, key, scrub: (value) => value });
        const append = (run) => receipts.append(
          { run_id: run, write_id: 'write_' + run, ...sample },
          ['before', 'after'].map((name) => ({ name, content: Buffer.from(run + name) })),
        );
        ${script}
      })();
    `;
    const given = JSON.stringify([this.home, this.folder, sample]);
    const child = spawn(process.execPath, ['-e', program, given], {
      env: { ...process.env, ...this.env, SIDEDOOR_KEY: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = once(child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as string | null,
      said: stdout.split('\n').filter((line) => line !== ''),
      stderr,
    }));
    return { child, ended };
  }
}
