import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { BrowserHost } from './browser/browser.ts';
import { findRemote } from './find-remote.ts';
import { BulkBook } from './bulk/bulk-book.ts';
import { Bulks } from './bulk/bulks.ts';
import type { LoadedConfig } from './config/load.ts';
import { Datasets } from './dataset/datasets.ts';
import { Evidence } from './evidence/evidence.ts';
import { Secrets } from './evidence/secrets.ts';
import { markSecretPlaces } from './evidence/secret-places.ts';
import { FirstNotice } from './first-notice.ts';
import { follow } from './follow.ts';
import { HandOffs } from './hand-off/hand-offs.ts';
import { figuresOf } from './journal/figures.ts';
import { Journal } from './journal/journal.ts';
import { Notices } from './journal/notices.ts';
import { Orders } from './journal/orders.ts';
import { Previews } from './journal/previews.ts';
import { Reads } from './journal/reads.ts';
import { Writes } from './journal/writes.ts';
import { createLog } from './log.ts';
import { Lanes } from './queue/lanes.ts';
import { Pace } from './queue/pace.ts';
import { openBell } from './open-bell.ts';
import { openPresence } from './open-presence.ts';
import { Tickets } from './queue/tickets.ts';
import { loadOffer } from './offer.ts';
import { openConfiguredStore } from './open-store.ts';
import type { Offer } from './offer.ts';
import { Receipts } from './receipts/receipts.ts';
import { openSigningKey } from './receipts/signing-key.ts';
import { Runs } from './runs.ts';
import { Canaries } from './schedule/canaries.ts';
import { Firings } from './schedule/firings.ts';
import { Scheduler } from './schedule/scheduler.ts';
import type { Sidedoor } from './sidedoor.ts';
import { version } from './version.ts';
import { openKeys } from './secrets/keys.ts';
import { openSeal } from './secrets/open-seal.ts';
import { openPlaces } from './secrets/places.ts';
import { References } from './secrets/references.ts';
import { rotateKey } from './secrets/rotate-key.ts';
import { Vault } from './secrets/vault.ts';
import { sealedPlaces } from './session/account.ts';
import { Guard } from './session/guard.ts';
import { OneTimeCodes } from './session/one-time-codes.ts';
import { LiveContexts } from './session/live-contexts.ts';
import { SealedStates } from './session/sealed-states.ts';
import { Sessions } from './session/sessions.ts';
import { readinessOf } from './telemetry/readiness.ts';
import { openTelemetry } from './telemetry/telemetry.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

const pruneInterval = 3_600_000;

/** Builds every part once, in order. The only file that knows them all. Starts no browser. */
export async function compose(
  config: LoadedConfig,
  offer?: Offer,
  { isWorker = false, telemetry: lent }: { isWorker?: boolean; telemetry?: Telemetry } = {},
): Promise<Sidedoor> {
  const secrets = new Secrets();
  const log = createLog(config.logLevel, secrets.scrub);
  const onTrouble = (message: string) => log.warn(message);
  const telemetry = lent ?? (await openTelemetry({ version: version(), scrub: secrets.scrub, onTrouble }));

  const { catalog, accounts, schedules } = offer ?? (await loadOffer(config));
  for (const refused of catalog.refused) log.warn(refused, 'refused');

  const keys = openKeys();
  const { store, address, chain } = await openConfiguredStore(config);
  if (address !== undefined) secrets.addPassword(new URL(address).password);
  const seal = await openSeal(store, keys, address !== undefined);
  const vault = new Vault(store, seal);
  const references = new References(vault);
  const resolvePlace = openPlaces(references, secrets);
  const presence = await openPresence(config, { store, address }, log, isWorker);
  const { bell, lookInterval, stopListening } = await openBell(address);
  const tickets = new Tickets(store, presence, async () => {
    // Nobody waits for a lane because of what cannot be written down.
    await runs
      .endRunsOfTheDead()
      .catch((error: unknown) => log.warn({ err: error }, 'runs of the dead stay open'));
  });
  const journal = new Journal(store, presence, secrets.scrub);
  const writes = new Writes(store, (value) => secrets.scrubValue(value));
  const previews = new Previews(store);
  const receipts = new Receipts({
    folder: join(config.files, 'receipts'),
    chain,
    store,
    key: () => openSigningKey(store, seal),
    scrub: (value) => secrets.scrubValue(value),
  });
  const firstNotice = new FirstNotice(accounts, new Notices(store), log);
  const evidence = new Evidence(join(config.files, 'evidence'), store, log);
  const datasets = new Datasets({
    folder: join(config.files, 'datasets'),
    store,
    process: presence,
    secrets,
    log,
  });

  const pace = new Pace(store, accounts, config.hosts);
  const contexts = new LiveContexts(store, presence);
  const guard = new Guard(store, secrets.scrub);
  const states = new SealedStates(store, seal, references);
  const { remote } = config.browser;
  const browser = new BrowserHost(
    {
      executablePath: process.env['SIDEDOOR_BROWSER'] ?? config.browser.executablePath,
      headless: config.browser.headless,
    },
    log,
    () => presence.held,
    remote && (() => findRemote({ ...config.browser, remote }, references, secrets)),
  );
  const sessions = new Sessions({
    browser,
    states,
    guard,
    seal,
    references,
    log,
    onPassword: (password) => secrets.addPassword(password),
    codes: new OneTimeCodes(store),
    onCode: (code) => secrets.addCode(code),
    onCookies: (values) => secrets.addCookies(values),
    contexts,
    loads: pace,
    inLane: async (account, signal, work) => {
      if (pace.isQuiet(account)) return;
      const { name, sessions: slots } = account;
      const waiting = {
        account: name,
        sessions: slots,
        host: pace.hostLane(account),
        runId: `keep-alive ${randomUUID()}`,
        signal,
      };
      await lanes.hold(waiting, work);
    },
    idleAfter: config.browser.idleMinutes * 60_000,
    mostLive: config.browser.maxSessions,
  });

  const handOffs = new HandOffs({
    patience: config.humanWait * 60_000,
    mask: (page) => markSecretPlaces(page, secrets),
    onCode: (code) => secrets.addCode(code),
  });
  const lanes = new Lanes(tickets);

  const performs = isWorker || config.runs === 'here';
  const runs = new Runs({
    catalog,
    accounts,
    journal,
    writes,
    previews,
    receipts,
    version: version(),
    sessions,
    evidence,
    datasets,
    secrets,
    log,
    handOffs,
    lanes,
    pace,
    traceAll: config.evidence.trace,
    orders: new Orders(store, presence),
    reads: new Reads(store, presence),
    seal,
    bell,
    lookInterval,
    performs,
    mostAtOnce: config.browser.maxSessions,
    presence,
    telemetry,
  });
  telemetry.metrics?.gauge({ figures: () => figuresOf(store), browser });
  const bulks = new Bulks({
    store,
    book: new BulkBook(store, presence, (value) => secrets.scrubValue(value)),
    runs,
    writes,
    catalog,
    accounts,
    scrub: (value) => secrets.scrubValue(value),
    folder: join(config.files, 'bulks'),
    log,
  });
  const firings = new Firings(store, presence, secrets.scrub);
  const scheduler = new Scheduler({
    schedules,
    firings,
    runs,
    datasets,
    presence,
    resolve: resolvePlace,
    scrub: (value) => secrets.scrubValue(value),
    log,
  });
  await runs.endRunsOfTheDead();
  await runs.leaveMissingReceipts();
  const prune = () => {
    void evidence.prune(config.evidence);
    void datasets.prune(config.evidence);
  };
  const pruneTimer = setInterval(prune, pruneInterval).unref();
  prune();

  return {
    config,
    catalog,
    accounts,
    runs,
    bulks,
    writes,
    firstNotice,
    evidence,
    datasets,
    firings,
    scheduler,
    canaries: new Canaries(store, schedules),
    secrets,
    vault,
    resolvePlace,
    rotateKey: (options) =>
      rotateKey({ store, keys, seal, sessionPlaces: sealedPlaces([...accounts.values()]) }, options),
    presence,
    guard,
    states,
    sessions,
    contexts,
    pace,
    tickets,
    lanes,
    handOffs,
    browser,
    workers: () => presence.workers(),
    follow: (signal) => {
      const scrub = <T>(value: T) => secrets.scrubValue(value);
      const endRunsOfTheDead = () => runs.endRunsOfTheDead();
      return follow({ store, bell, lookInterval, scrub, endRunsOfTheDead }, signal);
    },
    readiness: () => readinessOf({ store, browser, presence, performs }),
    log,
    async close() {
      clearInterval(pruneTimer);
      const bulksOver = bulks.close();
      const schedulesOver = scheduler.close();
      await runs.close();
      await schedulesOver;
      await bulksOver;
      await sessions.close();
      await browser.close();
      await stopListening();
      await store.destroy();
      await presence.close();
      if (!lent) await telemetry.close();
    },
  };
}
