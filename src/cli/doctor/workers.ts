import type { Sidedoor } from '../../sidedoor.ts';
import { ok, remark, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

/** Where the config leaves runs to workers: whether there are any. */
export async function checkWorkers({ workers }: Pick<Sidedoor, 'workers'>): Promise<Finding[]> {
  const hosts = await workers();
  if (hosts === undefined) return [];
  const fix = 'Start `sidedoor worker` with this config, on this host or another.';
  if (hosts.length === 0) return [wrong('workers', 'none is there: every run waits for one', fix)];
  return [ok('workers', `${hosts.length} perform the runs, on ${[...new Set(hosts)].join(', ')}`)];
}

/** A host that only asks for runs may have no browser. */
export function notNeeded(browser: Finding, isNeeded: boolean): Finding {
  if (isNeeded || browser.state !== 'wrong') return browser;
  const { says, tried } = browser;
  const note = remark('browser', `none here, and none is needed: workers perform the runs (${says})`);
  return { ...note, ...(tried && { tried }) };
}
