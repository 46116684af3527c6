import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';
import { Gate } from './gate/gate.ts';
import type { Interception } from './gate/interception.ts';
import { guarded } from './guarded.ts';
import { unfit } from './remote.ts';
import type { RemoteWish } from './remote.ts';
import { OneWire } from './wire/one-wire.ts';
import type { Doorway } from './wire/one-wire.ts';

/** How long each proof may take. Milliseconds. */
const patience = 60_000;

/**
 * Proves on a page of our own that the promises hold over this connection: the browser goes into the network by our wire,
 * the gate stops a POST, and a file that is sent arrives here.
 *
 * @throws InvalidInput that names the one that does not.
 */
export async function prove(
  wish: RemoteWish,
  browser: Browser,
  interception: Interception,
  doorway: Doorway | undefined,
): Promise<void> {
  const word = randomUUID();
  let posts = 0;
  const server = createServer((request, response) => {
    if (request.method === 'POST') posts += 1;
    const isFile = request.url === '/file';
    response.setHeader('content-type', isFile ? 'application/octet-stream' : 'text/html');
    if (isFile) response.setHeader('content-disposition', 'attachment; filename="proof.bin"');
    response.end(word);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  let carried = false;
  const wire = await OneWire.open(() => (carried = true), doorway).catch((error: unknown) => {
    server.close();
    throw unfit(
      wish,
      `cannot reach this machine at ${doorway?.address}: it has no such address`,
      undefined,
      error,
    );
  });
  try {
    // Of this machine alone: from another one only the wire leads there.
    const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const context = await guarded(browser, interception, { baseURL }, new Gate(), wire);
    context.setDefaultTimeout(patience);
    try {
      const page = await context.newPage();
      const seen = await page
        .goto('/', { timeout: patience })
        .then((answer) => answer?.text())
        .catch(() => undefined);
      if (seen !== word || !carried)
        throw unfit(
          wish,
          `does not reach this machine at ${wire.url}`,
          'Where it is on another machine, or runs as another user, name the address that it reaches this one at: browser.remote.reachedAt.',
        );
      await page.evaluate(async () => fetch('/', { method: 'POST' }).catch(() => undefined));
      if (posts > 0) throw unfit(wish, 'lets requests past the gate');
      if ((await downloaded(page)) !== word)
        throw unfit(wish, 'does not hand over files that are sent to it');
    } finally {
      await context.close().catch(() => undefined);
    }
  } finally {
    await wire.close();
    server.closeAllConnections();
    server.close();
  }
}

async function downloaded(page: Page): Promise<string | undefined> {
  try {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.evaluate(() => location.assign('/file')),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    await file.delete();
    return Buffer.concat(chunks).toString();
  } catch {
    return undefined;
  }
}
