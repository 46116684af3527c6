import type { LoadedConfig } from '../config/load.ts';
import { loadCatalog } from '../flow/catalog.ts';
import type { Catalog } from '../flow/catalog.ts';
import { importModule } from '../flow/import-module.ts';
import type { LoadedFlow } from '../flow/load-flows.ts';
import { offers } from '../offers.ts';

/** The flows that the config's accounts can run. Opens no store: whoever only asks leaves nothing behind. */
export function readCatalog({ accounts, flows }: LoadedConfig): Promise<Catalog> {
  return loadCatalog(new Set(Object.values(accounts).map(({ app }) => app)), flows, importModule);
}

/** Names of the accounts that can run a flow. */
export function accountsFor({ flow }: LoadedFlow, { accounts }: LoadedConfig): string[] {
  return Object.entries(accounts)
    .filter(([, account]) => offers(account, flow))
    .map(([name]) => name);
}
