import type { Delivery } from './delivery.ts';

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

/** Where the manifest of a file stands, on a disk or in a bucket. */
export const manifestOf = (file: string) => `${file}.manifest.json`;

/** The text of a manifest. */
export function toManifest(name: string, sha256: string, delivery: Delivery): string {
  const { runId, tool, account, input, field, certificate } = delivery;
  const manifest: Manifest = {
    file: { name, sha256 },
    run_id: runId,
    tool,
    account,
    input,
    list: field,
    complete: certificate,
    delivered_at: new Date().toISOString(),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** SHA-256 of the file that a manifest of this run stands beside; undefined for another run's, or for what is none. */
export function digestIn(manifest: string, runId: string): string | undefined {
  try {
    const { run_id, file } = JSON.parse(manifest) as Manifest;
    return run_id === runId ? file.sha256 : undefined;
  } catch {
    return undefined;
  }
}
