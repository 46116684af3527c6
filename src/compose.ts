import { join } from 'node:path';
import { BrowserHost } from './browser/browser.ts';
import type { LoadedConfig } from './config/load.ts';
import { Evidence } from './evidence/evidence.ts';
import { Secrets } from './evidence/secrets.ts';
import type { Catalog } from './flow/catalog.ts';
import { Journal } from './journal/journal.ts';
import { openStore } from './journal/store.ts';
import { createLog } from './log.ts';
import type { Log } from './log.ts';
import { Lanes } from './queue/lanes.ts';
import { Presence } from './queue/presence.ts';
import { Tickets } from './queue/tickets.ts';
import { loadOffer } from './offer.ts';
import type { Offer } from './offer.ts';
import { Runs } from './runs.ts';
import type { Account } from './session/account.ts';
import { Guard } from './session/guard.ts';
import { masterKey } from './session/master-key.ts';
import { Seal } from './session/seal.ts';
import { SealedStates } from './session/sealed-states.ts';
import { Sessions } from './session/sessions.ts';

/** Everything built, for whoever serves it: MCP, the command line, a test. */
export interface Sidedoor {
  config: LoadedConfig;
  catalog: Catalog;
  accounts: Map<string, Account>;
  runs: Runs;
  evidence: Evidence;
  guard: Guard;
  states: SealedStates;
  tickets: Tickets;
  browser: BrowserHost;
  log: Log;
  /** Calls off what runs, cleans the sessions, ends the browser. */
  close(): Promise<void>;
}

const pruneInterval = 3_600_000;

/** Builds every part once, in order. The only file that knows them all. Starts no browser. */
export async function compose(config: LoadedConfig, offer?: Offer): Promise<Sidedoor> {
  const secrets = new Secrets();
  const log = createLog(config.logLevel, secrets.scrub);

  const { catalog, accounts } = offer ?? (await loadOffer(config));
  for (const refused of catalog.refused) log.warn(refused, 'refused');

  const seal = new Seal(masterKey());
  const store = openStore(config.store);
  const presence = new Presence(join(config.store, 'processes'));
  const tickets = new Tickets(store, presence);
  const journal = new Journal(store, presence.id, secrets.scrub);
  const evidence = new Evidence(join(config.store, 'evidence'), store, log);

  const guard = new Guard(store);
  const states = new SealedStates(store, seal);
  const browser = new BrowserHost(
    {
      executablePath: process.env['SIDEDOOR_BROWSER'] ?? config.browser.executablePath,
      headless: config.browser.headless,
    },
    log,
  );
  const sessions = new Sessions({
    browser,
    states,
    guard,
    seal,
    log,
    onPassword: (password) => secrets.addPassword(password),
    onCookies: (values) => secrets.addCookies(values),
    idleAfter: config.browser.idleMinutes * 60_000,
    mostLive: config.browser.maxSessions,
  });

  const runs = new Runs({
    catalog,
    accounts,
    journal,
    sessions,
    evidence,
    secrets,
    log,
    lanes: new Lanes(tickets),
    isAlive: presence.isAlive,
    traceAll: config.evidence.trace,
  });
  await runs.interruptRunsOfTheDead();
  const prune = () => void evidence.prune(config.evidence);
  const pruneTimer = setInterval(prune, pruneInterval).unref();
  prune();

  return {
    config,
    catalog,
    accounts,
    runs,
    evidence,
    guard,
    states,
    tickets,
    browser,
    log,
    async close() {
      clearInterval(pruneTimer);
      await runs.close();
      await sessions.close();
      await browser.close();
      await store.destroy();
      presence.close();
    },
  };
}
