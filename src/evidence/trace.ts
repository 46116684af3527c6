import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { BrowserContext } from 'playwright';
import { noteCookies } from './cookies.ts';
import type { Evidence } from './evidence.ts';
import type { Secrets } from './secrets.ts';

/**
 * Starts a Playwright trace of a session; the answer ends it and keeps it as the run's evidence. Without the film strip:
 * its pictures cannot be masked. The snapshots of the document, which the viewer shows instead, are text.
 */
export async function startTrace(context: BrowserContext, evidence: Evidence, secrets: Secrets) {
  await context.tracing.start({ screenshots: false, snapshots: true });
  return async (runId: string): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'sidedoor-trace-'));
    try {
      const file = join(folder, 'trace.zip');
      await context.tracing.stop({ path: file });
      await noteCookies(context, secrets);
      await evidence.keep(runId, 'trace.zip', 'application/zip', scrubZip(await readFile(file), secrets));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** A trace holds every header and body; cookies and passwords leave it before it is kept. */
function scrubZip(zip: Buffer, secrets: Secrets): Buffer {
  // Read byte by byte as Latin-1, so that an image comes out as it went in.
  const entries = Object.entries(unzipSync(zip)).map(([name, bytes]) => ({
    name,
    bytes,
    text: strFromU8(bytes, true),
  }));
  for (const { name, text } of entries) if (name.endsWith('.network')) secrets.addCookies(tokensIn(text));
  const scrubbed = entries.map(({ name, bytes, text }): [string, Uint8Array] => {
    const clean = secrets.scrub(text);
    return [secrets.scrub(name), clean === text ? bytes : strToU8(clean, true)];
  });
  return Buffer.from(zipSync(Object.fromEntries(scrubbed)));
}

interface TracedHeader {
  name: string;
  value: string;
}

/** Cookies that came and went during the run, and bearer tokens: the values of every such header. */
function tokensIn(network: string): string[] {
  return network.split('\n').flatMap((line) => {
    if (!/"(set-)?cookie"|"authorization"/i.test(line)) return [];
    const { snapshot } = JSON.parse(line) as {
      snapshot?: { request?: { headers?: TracedHeader[] }; response?: { headers?: TracedHeader[] } };
    };
    const headers = [...(snapshot?.request?.headers ?? []), ...(snapshot?.response?.headers ?? [])];
    return headers.flatMap(({ name, value }) => {
      switch (name.toLowerCase()) {
        case 'cookie':
          return value.split(';').map(cookieValue);
        case 'set-cookie':
          return value.split('\n').map((cookie) => cookieValue(cookie.split(';')[0] ?? ''));
        case 'authorization':
          return [value.replace(/^\w+ +/, '')];
        default:
          return [];
      }
    });
  });
}

const cookieValue = (pair: string) => pair.slice(pair.indexOf('=') + 1).trim();
