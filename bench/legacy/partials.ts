/**
 * `npm run bench:partials`: every reading tool of every replica, and every way in which its application may give less, more
 * or something else than it should: pages dropped or repeated, rows left out or capped, columns shifted, totals broken,
 * filters forgotten, and a login page with status 200 in place of data. An answer must be what the replica's records say,
 * or say that it is not proven, or be an error by name. Ends with 1 when one is a silent partial. The settings of
 * `bench:legacy` hold here too.
 */
import { line } from '../report.ts';
import { subjectOf } from './apps.ts';
import { legacy } from './legacy.ts';
import type { Result } from './legacy.ts';
import { settingsFrom } from './settings.ts';

const kinds: Record<string, string[]> = {
  'rows or pages left out': ['dropLastPage', 'truncateRows', 'skipRows', 'emptyWithoutRow'],
  'rows capped without a word': ['capRows', 'exportRowCap'],
  'rows or pages repeated': ['repeatPage', 'repeatRows'],
  'columns shifted': ['shiftColumn'],
  'totals that do not foot': ['brokenTotals'],
  'other rows than asked for': [
    'ignoreFilter',
    'forgetFilter',
    'filterDropped',
    'ignoreProperty',
    'wrongReport',
  ],
  'the login page in place of data': [
    'logoutAtRequest',
    'signedOutAs200',
    'expiredAs',
    'expiredAsShell',
    'sessionSeconds',
  ],
};

const given = settingsFrom({ ...process.env, LEGACY_RUNNERS: 'sidedoor' });
const subjects = await Promise.all(given.apps.map(subjectOf));
const reads = subjects.flatMap(({ jobs }) => jobs.filter((job) => !job.written).map(({ tool }) => tool));
const flows = given.flows?.filter((tool) => reads.includes(tool)) ?? reads;
const switches = given.switches ?? Object.values(kinds).flat();
const results = await legacy({ ...given, flows, switches }, line);

const say = (name: string, some: Result[]) => {
  const count = (verdict: string) => String(some.filter((one) => one.verdict === verdict).length).padStart(8);
  line(
    `${name.padEnd(34)}${String(some.length).padStart(7)}${count('right')}${count('told')}${count('wrong')}`,
  );
};
line(`${''.padEnd(34)}  cells   right    told  silent`);
for (const [kind, names] of Object.entries(kinds))
  say(
    kind,
    results.filter(({ cell }) => Object.keys(cell.tried).some((name) => names.includes(name))),
  );
for (const app of given.apps)
  say(
    app,
    results.filter(({ cell }) => cell.subject.name === app),
  );
say('all', results);
if (results.some(({ verdict }) => verdict === 'wrong')) process.exitCode = 1;
