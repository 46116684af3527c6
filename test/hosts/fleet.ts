import { connectPostgres } from '../../src/journal/postgres.ts';
import type { Store } from '../../src/journal/store.ts';
import { startCluster } from '../real/postgres/cluster.ts';
import { startHost } from '../real/postgres/hosts.ts';
import { connect } from '../support/clients.ts';
import type { TestClient } from '../support/clients.ts';
import { temporaryFolder } from '../support/engine.ts';
import { openNetwork } from './network.ts';
import { openOffice } from './office.ts';
import type { Office } from './office.ts';
import { Post } from './post.ts';
import type { HostsSettings } from './settings.ts';

export interface Fleet extends AsyncDisposable {
  office: Office;
  posts: Post[];
  client: TestClient;
  store: Store;
  /** Of `sidedoor serve`, which performs no run. */
  served(): string;
}

type Wanted = Pick<HostsSettings, 'accounts' | 'hosts' | 'slowMs' | 'atOnce'>;

/**
 * PostgreSQL and Harbors on a bridge, hosts in network namespaces with a worker each, and `sidedoor serve` with a client.
 */
export async function openFleet({ accounts, hosts, slowMs, atOnce }: Wanted): Promise<Fleet> {
  const undo: (() => Promise<unknown>)[] = [];
  const dispose = async () => {
    for (const each of undo.toReversed()) await each();
  };
  const use = <T extends AsyncDisposable>(part: T): T => {
    undo.push(async () => part[Symbol.asyncDispose]());
    return part;
  };
  try {
    const { address, places } = use(await openNetwork(hosts));
    const cluster = use(await startCluster(address));
    const office = use(await openOffice({ accounts, slowMs, atOnce, address, store: cluster.url }));
    const { config } = office;
    const folder = use(await temporaryFolder());
    const serve = use(await startHost(folder.path, 'serve', ['serve', '--port', '0'], config));
    const posts = places.map((place, n) => new Post(folder.path, `host-${n + 1}`, place, config));
    undo.push(() => Promise.all(posts.map((post) => post.stop())));
    await Promise.all(posts.map((post) => post.start()));
    const client = use(await connect('v2-legacy', { url: /http:\S+/.exec(serve.output())![0] }));
    const store = await connectPostgres(cluster.url);
    undo.push(() => store.destroy());
    return { office, posts, client, store, served: () => serve.output(), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
