import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** How a host is cut off: its cable is pulled, its own interface goes down, or the bridge forgets it in silence. */
export const cuts = ['pulled', 'down', 'silent'] as const;
export type Cut = (typeof cuts)[number];

/** One network namespace: a host with an address and a loopback of its own. */
export interface Place {
  address: string;
  /** Put before a command, so that it runs there. */
  prefix: readonly string[];
  cut(how: Cut): Promise<void>;
  mend(): Promise<void>;
}

export interface Network extends AsyncDisposable {
  /** Of this process, seen by every place. */
  address: string;
  places: Place[];
}

/**
 * A bridge of this machine with so many network namespaces on it. Needs root and `ip` (install.sh).
 *
 * @throws when this machine has not what it takes, with what is missing.
 */
export async function openNetwork(count: number): Promise<Network> {
  if (process.getuid?.() !== 0) throw new Error('Network namespaces need root: run it as root.');
  await execute('ip', ['-V']).catch(() => {
    throw new Error('There is no `ip`: run test/hosts/install.sh, or install iproute2.');
  });
  const name = `sd${process.pid}`;
  // Of the range that RFC 2544 keeps for tests.
  const net = `198.18.${process.pid % 256}`;
  const undo: string[][] = [];
  const dispose = async () => {
    for (const args of undo.toReversed()) await execute('ip', args).catch(() => undefined);
  };
  try {
    await ip('link', 'add', name, 'type', 'bridge');
    undo.push(['link', 'del', name]);
    await ip('address', 'add', `${net}.1/24`, 'dev', name);
    await ip('link', 'set', name, 'up');
    const places: Place[] = [];
    for (let n = 1; n <= count; n++) {
      undo.push(['netns', 'del', `${name}-${n}`]);
      places.push(await openPlace(name, n, `${net}.${n + 1}/24`));
    }
    return { address: `${net}.1`, places, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw new Error(`No network namespaces here: ${(error as Error).message}`, { cause: error });
  }
}

async function openPlace(bridge: string, n: number, address: string): Promise<Place> {
  const space = `${bridge}-${n}`;
  const cable = `${bridge}v${n}`;
  await ip('netns', 'add', space);
  await ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space);
  await ip('link', 'set', cable, 'master', bridge, 'up');
  await ip('-n', space, 'address', 'add', address, 'dev', 'eth0');
  for (const each of ['lo', 'eth0']) await ip('-n', space, 'link', 'set', each, 'up');
  return {
    address: address.replace(/\/.*/, ''),
    prefix: ['ip', 'netns', 'exec', space],
    async cut(how) {
      if (how === 'pulled') await ip('link', 'set', cable, 'down');
      if (how === 'down') await ip('-n', space, 'link', 'set', 'eth0', 'down');
      if (how === 'silent') await ip('link', 'set', cable, 'nomaster');
    },
    async mend() {
      await ip('link', 'set', cable, 'master', bridge, 'up');
      await ip('-n', space, 'link', 'set', 'eth0', 'up');
    },
  };
}

const ip = (...args: string[]) => execute('ip', args);
