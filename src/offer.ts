import type { LoadedConfig } from './config/load.ts';
import { loadCatalog } from './flow/catalog.ts';
import type { Catalog } from './flow/catalog.ts';
import { importModule } from './flow/import-module.ts';
import { means } from './offers.ts';
import type { Schedule } from './schedule/schedule.ts';
import type { Account } from './session/account.ts';

/** The flows of a config and the accounts to run them on: all that a list of tools needs, so it imports no engine. */
export interface Offer {
  catalog: Catalog;
  accounts: Map<string, Account>;
  schedules: Map<string, Schedule>;
}

/** An account that cannot be served is refused with the broken flows; the others work on. */
export async function loadOffer(config: LoadedConfig): Promise<Offer> {
  const appsInUse = new Set(Object.values(config.accounts).map((account) => account.app));
  const catalog = await loadCatalog(appsInUse, config.flows, importModule);
  const accounts = new Map<string, Account>();
  for (const [name, { app: appName, url, ...rest }] of Object.entries(config.accounts)) {
    const app = catalog.app(appName);
    const names = catalog.flows.filter(({ flow }) => flow.app.name === appName).map(({ flow }) => flow.name);
    const unknown = rest.flows?.find((wanted) => !names.some((each) => means(wanted, each)));
    const refuse = (reason: string, fix: string) =>
      catalog.refused.push({ file: config.file, reason: `the account "${name}" ${reason}`, fix });
    if (!app) {
      refuse(
        `is of the app "${appName}", of which no flow was loaded.`,
        'Correct the name, or add the folder of its pack to "flows".',
      );
    } else if (unknown !== undefined) {
      refuse(`names the flow "${unknown}", of which ${appName} has none.`, `It has ${names.join(', ')}.`);
    } else {
      accounts.set(name, { name, app, url: url.endsWith('/') ? url : `${url}/`, ...rest });
    }
  }
  return { catalog, accounts, schedules: await schedulesOf(config, catalog, accounts) };
}

/** Who has none does not wait for what reads them. Refused ones are among the refused flows. */
async function schedulesOf(
  config: LoadedConfig,
  catalog: Catalog,
  accounts: Map<string, Account>,
): Promise<Map<string, Schedule>> {
  if (Object.keys(config.schedules).length === 0) return new Map();
  const { planSchedules } = await import('./schedule/plan.ts');
  const { schedules, refused } = planSchedules(config, catalog, accounts);
  catalog.refused.push(...refused);
  return schedules;
}
