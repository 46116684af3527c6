import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import { harborUsers } from '../../replicas/harbor/users.ts';
import type { ConfigInput } from '../../src/config/schema.ts';

/** So many logins share one Harbor. */
const perHarbor = 5;

export interface Office extends AsyncDisposable {
  harbors: Harbor[];
  /** Names of the accounts, which are the names of their logins. */
  accounts: string[];
  config: ConfigInput;
}

export interface OfficeOptions {
  accounts: number;
  slowMs: number;
  atOnce: number;
  /** Where the Harbors listen. */
  address: string;
  store: string;
}

/** Harbors in which a second sign-in ends the first session and three wrong passwords lock a user. */
export async function openOffice(options: OfficeOptions): Promise<Office> {
  const { slowMs, atOnce, address, store } = options;
  process.env['SIDEDOOR_KEY'] ??= Buffer.alloc(32, 7).toString('base64');
  process.env['HARBOR_PASSWORD'] = 'harbor-demo';
  const logins = Array.from({ length: options.accounts }, (_, n) => `clerk-${n + 1}`);
  const harbors: Harbor[] = [];
  const accounts: NonNullable<ConfigInput['accounts']> = {};
  for (let first = 0; first < logins.length; first += perHarbor) {
    const names = logins.slice(first, first + perHarbor);
    const users = names.map((name) => ({ ...harborUsers[0]!, name, password: 'harbor-demo' }));
    const switches = { secondLoginKicks: true, lockoutAfter: 3, slowMs };
    const harbor = await startHarbor({ users, switches, address });
    harbors.push(harbor);
    for (const username of names) {
      const { url } = harbor;
      accounts[username] = {
        app: 'harbor',
        url,
        username,
        password: 'env:HARBOR_PASSWORD',
        writes: 'allow',
      };
    }
  }
  const browser = { maxSessions: atOnce };
  const config: ConfigInput = { store, runs: 'workers', accounts, browser, wait: 30, logLevel: 'warn' };
  return {
    harbors,
    accounts: logins,
    config,
    async [Symbol.asyncDispose]() {
      for (const harbor of harbors) await harbor.close();
    },
  };
}
