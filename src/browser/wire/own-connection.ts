import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';

/**
 * Whether the other end of a connection over 127.0.0.1 belongs to the user of this process. Linux tells, in proc(5)
 * `/proc/net/tcp`; where nothing tells, the answer is yes.
 */
export async function isOwn({ localPort, remotePort }: Socket): Promise<boolean> {
  const table = await readFile('/proc/net/tcp', 'latin1').catch(() => '');
  if (localPort === undefined || remotePort === undefined) return false;
  const rows = table.split('\n').map((row) => row.trim().split(/\s+/));
  const find = (from: number, to: number) =>
    rows.find(([, local, remote]) => local === inHex(from) && remote === inHex(to));
  // Some kernels show an empty table: then our own end is not in it either.
  if (!find(localPort, remotePort)) return true;
  return find(remotePort, localPort)?.[uidColumn] === String(process.getuid?.());
}

/** The address is in the byte order of the machine, the port in that of the network. */
function inHex(port: number): string {
  return `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
}

const uidColumn = 7;
