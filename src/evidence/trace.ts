import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { BrowserContext } from 'playwright';
import type { Evidence } from './evidence.ts';
import type { Secrets } from './secrets.ts';

/** Starts a Playwright trace of a session; the answer ends it and keeps it as the run's evidence. */
export async function startTrace(context: BrowserContext, evidence: Evidence, secrets: Secrets) {
  await context.tracing.start({ screenshots: true, snapshots: true });
  return async (runId: string): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'sidedoor-trace-'));
    try {
      const file = join(folder, 'trace.zip');
      await context.tracing.stop({ path: file });
      await evidence.keep(runId, 'trace.zip', 'application/zip', scrubZip(await readFile(file), secrets));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** A trace holds every header and body; cookies and passwords leave it before it is kept. */
function scrubZip(zip: Buffer, secrets: Secrets): Buffer {
  const entries = Object.entries(unzipSync(zip)).map(([name, bytes]): [string, Uint8Array] => {
    // Read byte by byte as Latin-1, so that an image comes out as it went in.
    const text = strFromU8(bytes, true);
    const scrubbed = secrets.scrub(text);
    return [name, scrubbed === text ? bytes : strToU8(scrubbed, true)];
  });
  return Buffer.from(zipSync(Object.fromEntries(entries)));
}
