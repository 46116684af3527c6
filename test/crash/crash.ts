import { toConfig } from '../../src/config/load.ts';
import { loadOffer } from '../../src/offer.ts';
import { temporaryFolder } from '../support/engine.ts';
import { configOf } from './config.ts';
import type { Desk, Desks } from './desk.ts';
import { openHarborDesks } from './harbor-desks.ts';
import { runMatrix } from './matrix.ts';
import { runNaive } from './naive.ts';
import type { NaiveResult } from './naive.ts';
import { broken, lineOf } from './report.ts';
import type { CrashSettings } from './settings.ts';
import type { Result } from './trial.ts';

/** The whole matrix, and the naive script after it. Lines of what is not clean go to \`say\` as they come. */
export async function crash(
  settings: CrashSettings,
  say: (line: string) => void,
): Promise<{ ours: Result[]; naive: NaiveResult[] }> {
  await using folder = await temporaryFolder();
  await using all = await openDesks(settings);
  const report = (result: Result) => {
    if (settings.verbose || broken(result)) say(lineOf(result));
  };
  const ours = settings.trials > 0 ? await runMatrix(all.desks, settings, folder.path, report) : [];
  const naive = settings.naive > 0 ? await naively(all.desks, settings, folder.path) : [];
  return { ours, naive };
}

async function openDesks({ apps, harbors }: CrashSettings): Promise<Desks> {
  const opened: Desks[] = [];
  if (apps.includes('harbor')) opened.push(await openHarborDesks(harbors));
  if (apps.includes('sql-ledger')) {
    // Its client of the database is no business of somebody who only has Harbor.
    const { openLedgerDesks } = await import('./ledger-desks.ts');
    opened.push(await openLedgerDesks());
  }
  return {
    desks: opened.flatMap(({ desks }) => desks),
    async [Symbol.asyncDispose]() {
      await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()));
    },
  };
}

async function naively(desks: Desk[], settings: CrashSettings, folder: string): Promise<NaiveResult[]> {
  const { catalog } = await loadOffer(toConfig(configOf(desks, folder), `${folder}/sidedoor.config.json`));
  return runNaive(desks, catalog.flows, settings);
}
