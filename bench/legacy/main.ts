/**
 * `npm run bench:legacy`: every flow against every misbehaviour of its replica, judged by the replica's own records, beside
 * the same jobs as plain scripts. What narrows it down stands at `settingsFrom`. Status 1 when a cell of ours is wrong, or the list of what is withheld.
 */
import { line } from '../report.ts';
import { legacy } from './legacy.ts';
import { notWithheld, summaryOf, writeReport } from './report.ts';
import { settingsFrom } from './settings.ts';

const settings = settingsFrom(process.env);
const results = await legacy(settings, line);
line(summaryOf(results));
if (settings.out !== undefined) writeReport(results, settings, settings.out);
const isWrong = results.some(({ verdict, runner }) => verdict === 'wrong' && runner === 'sidedoor');
if (isWrong || notWithheld(results).length > 0) process.exitCode = 1;
