import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

export interface Listening {
  port: number;
  /** Ends all connections at once, busy ones too. */
  close: () => Promise<void>;
}

/** Puts an application on a port of an address of this machine; 0 is any free one. */
export async function listen(app: Hono, port = 0, address = '127.0.0.1'): Promise<Listening> {
  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => void listener(request, response));
  server.listen(port, address);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
