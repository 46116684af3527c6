import type { LoadedConfig } from './config/load.ts';
import { loadCatalog } from './flow/catalog.ts';
import type { Catalog } from './flow/catalog.ts';
import { importModule } from './flow/import-module.ts';
import type { Account } from './session/account.ts';

/** The flows of a config and the accounts to run them on: all that a list of tools needs, so it imports no engine. */
export interface Offer {
  catalog: Catalog;
  accounts: Map<string, Account>;
}

/** An account that cannot be served is refused with the broken flows; the others work on. */
export async function loadOffer(config: LoadedConfig): Promise<Offer> {
  const appsInUse = new Set(Object.values(config.accounts).map((account) => account.app));
  const catalog = await loadCatalog(appsInUse, config.flows, importModule);
  const accounts = new Map<string, Account>();
  for (const [name, { app: appName, url, ...rest }] of Object.entries(config.accounts)) {
    const app = catalog.app(appName);
    if (app) {
      accounts.set(name, { name, app, url: url.endsWith('/') ? url : `${url}/`, ...rest });
    } else {
      catalog.refused.push({
        file: config.file,
        reason: `the account "${name}" is of the app "${appName}", of which no flow was loaded`,
        fix: 'Correct the name, or add the folder of its pack to "flows".',
      });
    }
  }
  return { catalog, accounts };
}
