import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { InvalidInput, NotFound } from '../errors.ts';
import { lastInJournal, StoredReceipts } from '../receipts/stored-receipts.ts';
import { loadVerifier } from '../receipts/verifier.ts';
import type { LoadedConfig } from '../config/load.ts';
import { hasStore, openConfiguredStore } from '../open-store.ts';
import { readConfig } from './engine.ts';
import { defineSub, withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { showReceipt, toReceiptJson, toReceiptLine } from './receipts/show-receipt.ts';
import { note, print, printJson } from './terminal/print.ts';
import { plain } from './terminal/style.ts';
import { printTable } from './terminal/table.ts';

interface ListOptions extends CommonOptions {
  limit: number;
}

interface VerifyOptions extends CommonOptions {
  key?: string;
  expectHead: string[];
}

export function define(command: Command): void {
  withExample(
    command,
    'sidedoor receipts list',
    'sidedoor receipts show run_0c9d2e4f6a81',
    'sidedoor receipts verify --key ./auditor/public-key.pem',
  );
  const sub = (name: string, description: string, ...examples: string[]) =>
    withExample(defineSub(command, name, description), ...examples);
  const lister = sub('list', 'list receipts, the most recent first', 'sidedoor receipts list --limit 100');
  lister
    .option('--limit <number>', 'at most this many', toLimit, 20)
    .action(async () => list(lister.optsWithGlobals()));
  const shower = sub('show <run>', 'show the receipt of a run, or of a number', 'sidedoor receipts show 42');
  shower.action(async (which: string) => show(which, shower.optsWithGlobals()));
  const verifier = sub(
    'verify [folder]',
    'check that no receipt was changed, removed or swapped',
    'sidedoor receipts verify',
    'sidedoor receipts verify ./copy/receipts --key ./public-key.pem --expect-head <digest>',
  );
  verifier
    .option('--key <file>', "the public key (else the folder's own public-key.pem)")
    .option('--expect-head <digest>', 'a head noted earlier; the chain must contain it', collect, [])
    .action(async (folder: string | undefined) => verify(folder, verifier.optsWithGlobals()));
}

async function list(options: ListOptions): Promise<void> {
  const { receipts, unreadable } = await new StoredReceipts(await ownFolder(options)).list(options.limit);
  if (options.json) {
    printJson({ receipts: receipts.map(toReceiptJson), unreadable });
    return;
  }
  printTable({
    columns: ['number', 'time', 'account', 'flow', 'outcome', 'run'],
    rows: receipts.map(toReceiptLine),
  });
  if (receipts.length === 0) note('No receipts yet: a write that has ended leaves one.');
  if (unreadable.length > 0)
    note(`No receipt any more: ${plain(unreadable.join(', '))}. sidedoor receipts verify`);
}

async function show(which: string, options: CommonOptions): Promise<void> {
  const found = await new StoredReceipts(await ownFolder(options)).find(which);
  if (!found) {
    throw new NotFound(`There is no receipt of "${which}".`, {
      hint: 'A run id or a number is wanted; `sidedoor receipts list` shows both.',
    });
  }
  if (options.json) printJson(toReceiptJson(found));
  else showReceipt(found);
}

async function verify(folder: string | undefined, options: VerifyOptions): Promise<void> {
  const { verifyReceipts, reportLines } = await loadVerifier();
  const head = folder === undefined ? await known(await readOwn(options)) : undefined;
  const where = folder === undefined ? await ownFolder(options) : resolve(folder);
  if (!existsSync(where)) {
    if (folder === undefined && head === undefined) {
      if (options.json) printJson({ ok: true, receipts: 0, head: null, key: null, findings: [], notes: [] });
      else print('0 receipts, all whole');
      return;
    }
    throw new NotFound(`There is no folder ${where}.`, { hint: 'Name the folder of the receipts.' });
  }
  const verification = await verifyReceipts(where, {
    ...(options.key !== undefined && { key: await keyFrom(options.key) }),
    expectHead: [...options.expectHead, ...(head === undefined ? [] : [head])],
  });
  const isWhole = verification.findings.length === 0;
  if (options.json) printJson({ ok: isWhole, ...verification });
  else for (const line of reportLines(verification)) print(line);
  if (!isWhole) process.exitCode = 1;
}

const readOwn = (options: CommonOptions) => readConfig(options, 'one command');

async function ownFolder(options: CommonOptions): Promise<string> {
  return join((await readOwn(options)).files, 'receipts');
}

/** The head of the folder's chain, by the journal. */
async function known(config: LoadedConfig): Promise<string | undefined> {
  if (!hasStore(config)) return undefined;
  const { store, chain } = await openConfiguredStore(config);
  try {
    return await lastInJournal(store, chain);
  } finally {
    await store.destroy();
  }
}

async function keyFrom(file: string): Promise<string> {
  const pem = await readFile(file, 'utf8').catch(() => '');
  if (pem.includes('BEGIN PUBLIC KEY')) return pem;
  throw new InvalidInput(`${file} is not a public key in PEM.`, {
    hint: 'The store that wrote the receipts has it as receipts/public-key.pem.',
  });
}

function collect(digest: string, before: string[]): string[] {
  if (/^[0-9a-f]{64}$/.test(digest)) return [...before, digest];
  throw new InvalidInput(`--expect-head wants a digest of 64 hex digits, not "${digest}".`, {
    hint: '`sidedoor receipts verify` prints the head of today.',
  });
}

function toLimit(text: string): number {
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit > 0 && limit <= 10_000) return limit;
  throw new InvalidInput(`--limit wants a number from 1 to 10000, not "${text}".`);
}
