import Table from 'cli-table3';
import { steps } from './messages.ts';
import type { NaiveResult } from './naive.ts';
import { kinds } from './trial.ts';
import type { Result, Verdict } from './trial.ts';

const verdicts: Verdict[] = ['clean', 'asks a person', 'duplicate', 'lost', 'wrong answer', 'unanswered'];

/** What must be nought. */
export const broken = ({ verdict }: Result): boolean => verdict !== 'clean' && verdict !== 'asks a person';

const flowOf = ({ trial }: { trial: Result['trial'] }) => `${trial.desk.app} ${trial.flow}`;

/** Trials by flow, kind and point, and what came of them. */
export function tablesOf(results: Result[]): string {
  const flows = [...new Set(results.map(flowOf))].toSorted();
  const struck = results.filter(({ trial }) => trial.point);
  const isOf = (kind: string) => (result: Result) => result.trial.kind === kind;

  const outcome = table(['', 'trials', ...kinds, 'struck twice', ...verdicts, 'median']);
  for (const [name, some] of [
    ...flows.map((flow) => [flow, results.filter((one) => flowOf(one) === flow)] as const),
    ['all', results] as const,
  ]) {
    const hit = some.filter(({ trial }) => trial.point);
    outcome.push([
      name,
      some.length,
      ...kinds.map((kind) => hit.filter(isOf(kind)).length),
      some.filter(({ isStruckTwice }) => isStruckTwice).length,
      ...verdicts.map((verdict) => some.filter((one) => one.verdict === verdict).length),
      `${(median(some.map(({ ms }) => ms)) / 1000).toFixed(1)} s`,
    ]);
  }

  const points = table(['killed at', ...kinds, 'not clean']);
  for (const step of steps)
    for (const when of ['before', 'after'] as const) {
      const here = struck.filter(({ trial: { point } }) => point?.step === step && point.when === when);
      const notClean = here.filter(({ verdict }) => verdict !== 'clean').length;
      const counts = kinds.map((kind) => here.filter(isOf(kind)).length);
      if (here.length > 0) points.push([`${when} ${step}`, ...counts, notClean]);
    }

  const doubt = table(['in doubt', ...kinds]);
  for (const how of ['none', 'found present', 'found absent, and written', 'not looked up', 'unknown'])
    doubt.push([
      how,
      ...kinds.map((kind) => struck.filter(isOf(kind)).filter((one) => one.doubt === how).length),
    ]);
  doubt.push(['came to its point', ...kinds.map((kind) => count(struck.filter(isOf(kind)), 'isStruck'))]);
  doubt.push([
    'account paused, resumed by a person',
    ...kinds.map((kind) => count(struck.filter(isOf(kind)), 'wasPaused')),
  ]);
  const sentAgain = (some: Result[]) => some.reduce((sum, { calls }) => sum + calls - 1, 0);
  doubt.push(['calls sent again', ...kinds.map((kind) => sentAgain(struck.filter(isOf(kind))))]);
  return [outcome, points, doubt].map((each) => each.toString()).join('\n');
}

/** The naive script beside ours. */
export function besideNaive(ours: Result[], naive: NaiveResult[]): string {
  const struck = ours.filter(({ trial }) => trial.point);
  const share = (some: { verdict: Verdict }[]) =>
    verdicts.map((verdict) => some.filter((one) => one.verdict === verdict).length);
  const beside = table(['', 'trials', ...verdicts]);
  beside.push(['ours', struck.length, ...share(struck)], ['naive script', naive.length, ...share(naive)]);
  for (const kind of kinds) {
    const some = naive.filter(({ trial }) => trial.kind === kind);
    beside.push([`naive, ${kind}`, some.length, ...share(some)]);
  }
  return beside.toString();
}

/** One line for one trial that is not clean, with all that is known of it. */
export function lineOf({ trial, verdict, ...rest }: Result): string {
  const { desk, flow, kind, point, cut, second, key, slow, newSession, elsewhere, token } = trial;
  const at = point ? `${point.when} ${point.step} ${point.nth}` : 'nothing';
  const { errors, complaints, states, doubt, records, calls, ms, answer, isStruck, isStruckTwice } = rest;
  const how = { cut, second, key, slow, newSession, elsewhere, isStruck, isStruckTwice };
  const came = {
    states: states.join(' '),
    doubt,
    records,
    calls,
    ms,
    errors,
    complaints,
    run: answer?.runId,
  };
  return `${verdict}: ${token} ${desk.name} ${flow}, ${kind} at ${at} ${JSON.stringify({ ...how, ...came })}`;
}

const table = (head: string[]) => new Table({ head, style: { head: [], border: [] } });

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const count = (some: Result[], flag: 'isStruck' | 'wasPaused') => some.filter((one) => one[flag]).length;
