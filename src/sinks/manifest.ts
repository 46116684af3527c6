import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Delivery } from './delivery.ts';
import { replaceFile } from './replace-file.ts';

/** Beside every file that is delivered: what it is, and how whole. */
interface Manifest {
  /** Of the file that it stands beside: who reads both knows whether they belong together. */
  file: { name: string; sha256: string };
  run_id: string;
  tool: string;
  account: string;
  input: unknown;
  list: string;
  complete: Delivery['certificate'];
  delivered_at: string;
}

const pathOf = (file: string) => `${file}.manifest.json`;

/** Whether the file there is this run's, whole. */
export async function isDelivered(file: string, runId: string): Promise<boolean> {
  try {
    const manifest = JSON.parse(await readFile(pathOf(file), 'utf8')) as Manifest;
    return manifest.run_id === runId && manifest.file.sha256 === (await digestOfFile(file));
  } catch {
    return false;
  }
}

export async function leaveManifest(file: string, delivery: Delivery): Promise<void> {
  const { runId, tool, account, input, field, certificate } = delivery;
  const manifest: Manifest = {
    file: { name: basename(file), sha256: await digestOfFile(file) },
    run_id: runId,
    tool,
    account,
    input,
    list: field,
    complete: certificate,
    delivered_at: new Date().toISOString(),
  };
  await replaceFile(pathOf(file), (unfinished) =>
    writeFile(unfinished, `${JSON.stringify(manifest, null, 2)}\n`),
  );
}

async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
