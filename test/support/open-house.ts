import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server that takes down whatever arrives, on two hosts, and answers with pages that can send everything. */
export async function startOpenHouse() {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const { pathname } = new URL(request.url ?? '/', 'http://x');
      seen.push(`${request.method} ${request.url}`);
      const script = scripts[pathname];
      response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
      response.end(script ?? pages[pathname] ?? `<p>${pathname}</p>`);
    });
  });
  server.on('upgrade', (request, socket) => {
    seen.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    /** The same server under another site's name. */
    elsewhere: `http://localhost:${port}/`,
    /** What arrived, without what only fetches. */
    writes: () => seen.filter((line) => !/^(GET|HEAD|OPTIONS) (?!\S*\?do=)/.test(line)),
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type OpenHouse = Awaited<ReturnType<typeof startOpenHouse>>;

const pages: Record<string, string> = {
  '/': '<h1>Open house</h1><iframe name="inner" src="/inner"></iframe>',
  '/inner': '<form method="post" action="/from-frame"><button>Send</button></form>',
};

const post = (from: string) => `fetch('/${from}', { method: 'POST', body: 'x' }).catch(() => 0);`;

const scripts: Record<string, string> = {
  '/worker.js': `${post('from-worker')} new WebSocket('ws://' + location.host + '/socket-from-worker');`,
  '/shared.js': post('from-shared-worker'),
  '/service.js': `self.addEventListener('install', (event) => event.waitUntil(${post('from-service-worker').slice(0, -1)}));`,
};
