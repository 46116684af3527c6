import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A wire to an application on which every cookie that it sets, and every code that it is sent, is overheard. */
export async function tapWire(to: string) {
  const target = new URL(to);
  const cookies = new Set<string>();
  const codes = new Set<string>();
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    const { method, url, headers } = incoming;
    const onward = request(
      {
        host: target.hostname,
        port: target.port,
        method,
        path: url,
        headers: { ...headers, host: target.host },
      },
      (answer) => {
        for (const cookie of answer.headers['set-cookie'] ?? []) {
          const value = /^[^=]+=([^;]*)/.exec(cookie)?.[1] ?? '';
          if (value.length > 8) cookies.add(value);
        }
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      onward.write(chunk);
    });
    incoming.on('end', () => {
      const code = new URLSearchParams(Buffer.concat(chunks).toString()).get('txtCode');
      if (code) codes.add(code);
      onward.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    cookies,
    codes,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
