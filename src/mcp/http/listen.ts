import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvalidInput } from '../../errors.ts';

/**
 * Listens, and says where, e.g. "http://127.0.0.1:3000".
 *
 * @throws InvalidInput when it cannot listen there.
 */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  }).catch((error: NodeJS.ErrnoException) => {
    const refusal = listenErrors[error.code ?? ''];
    throw refusal ? refusal(host, port, error) : error;
  });
  return addressOf(server);
}

const portHint = { hint: 'Choose another one with --port; 0 takes a free one.' };
const hostHint = { hint: 'Choose an address of this machine with --host; 127.0.0.1 is the default.' };

const listenErrors: Record<string, (host: string, port: number, cause: Error) => InvalidInput> = {
  EADDRINUSE: (host, port, cause) =>
    new InvalidInput(`Port ${port} on ${host} is in use by another program.`, { ...portHint, cause }),
  EACCES: (_host, port, cause) => new InvalidInput(`Port ${port} is reserved.`, { ...portHint, cause }),
  ERR_SOCKET_BAD_PORT: (_host, port, cause) =>
    new InvalidInput(`${port} is no port.`, { ...portHint, cause }),
  EADDRNOTAVAIL: (host, _port, cause) =>
    new InvalidInput(`${host} is no address of this machine.`, { ...hostHint, cause }),
  ENOTFOUND: (host, _port, cause) =>
    new InvalidInput(`${host} is no address of this machine.`, { ...hostHint, cause }),
};

function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  const wildcard = address === '0.0.0.0' || address === '::';
  const host = wildcard ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
