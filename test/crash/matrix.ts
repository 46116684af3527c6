import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '../../src/journal/store.ts';
import type { Store } from '../../src/journal/store.ts';
import { loadVerifier } from '../../src/receipts/verifier.ts';
import { Random } from '../soak/random.ts';
import { persist } from './client.ts';
import { configOf } from './config.ts';
import { Crew } from './crew.ts';
import { Deck } from './deck.ts';
import type { Counts } from './deck.ts';
import type { Desk } from './desk.ts';
import type { CrashSettings } from './settings.ts';
import { strike } from './strike.ts';
import type { Course, Kind, Result, Trial } from './trial.ts';
import { judge } from './verdict.ts';

/** In this order, again and again. A killed process is what is dearest, and what the engine is for. */
const rounds: Kind[] = ['process', 'connection', 'browser', 'process', 'connection'];

/**
 * Trials on all desks at once, round after round: in each round the same thing is killed, everywhere at another point.
 * `report` is told every result.
 */
export async function runMatrix(
  desks: Desk[],
  { trials, seed, steps }: Pick<CrashSettings, 'trials' | 'seed' | 'steps'>,
  folder: string,
  report: (result: Result) => void,
): Promise<Result[]> {
  const configFile = join(folder, 'sidedoor.config.json');
  const storeFolder = join(folder, 'store');
  await writeFile(configFile, JSON.stringify(configOf(desks, storeFolder)));
  const store = openStore(storeFolder);
  await using crew = new Crew(configFile);
  const results: Result[] = [];
  const finish = async (courses: Course[]) => {
    const finished = await Promise.all(courses.map((course) => goOn(course, crew, store)));
    finished.forEach(report);
    results.push(...finished);
  };
  try {
    const counts = new Map<string, Counts>();
    const random = new Random(seed);
    const deck = new Deck(random, counts, steps);
    for (const round of plainRounds(desks)) {
      const courses = await begin(round.map(([desk, flow]) => deck.dealPlain(desk, flow)));
      await strike('connection', courses, crew, () => undefined);
      for (const { trial, answer } of courses)
        counts.set(`${trial.desk.app} ${trial.flow}`, answer?.counts ?? {});
      await finish(courses);
    }
    for (let round = 0; results.length < trials; round++) {
      const kind = rounds[round % rounds.length]!;
      const courses = await begin(desks.map((desk) => deck.deal(desk, kind)));
      await strike(kind, courses, crew, ({ trial }) => trial.point);
      const again = courses.filter(({ trial, answer }) => trial.second && !answer);
      if (again.length > 0) await strike(kind, again, crew, ({ trial }) => trial.second);
      await finish(courses);
    }
    await assertReceipts(join(storeFolder, 'receipts'));
    return await recount(results);
  } finally {
    await store.destroy();
  }
}

async function begin(trials: Trial[]): Promise<Course[]> {
  return Promise.all(
    trials.map(async (trial) => {
      const wish = await trial.desk.wish(trial.flow, trial.token);
      trial.desk.slow?.(trial.slow);
      const none = { errors: [], complaints: [], wasPaused: false, calls: 0, answer: undefined };
      return { trial, wish, startedAt: Date.now(), isStruck: false, isStruckTwice: false, ...none };
    }),
  );
}

async function goOn(course: Course, crew: Crew, store: Store): Promise<Result> {
  await persist(course, crew);
  const result = await judge(course, store);
  if (result.verdict === 'asks a person' && result.answer?.runId !== undefined) {
    const outcome = result.records > 0 ? 'present' : 'absent';
    await crew.current.resolve(result.answer.runId, outcome);
  }
  return result;
}

/** One unbroken chain, whoever was killed while he added to it. */
async function assertReceipts(folder: string): Promise<void> {
  const { findings } = await (await loadVerifier()).verifyReceipts(folder);
  if (findings.length > 0) throw new Error(`The receipts are not whole: ${JSON.stringify(findings)}`);
}

/** Every flow once, on whichever desk of its app is free. */
function plainRounds(desks: Desk[]): [Desk, string][][] {
  const made: [Desk, string][][] = [];
  for (const app of new Set(desks.map((desk) => desk.app))) {
    const ofApp = desks.filter((desk) => desk.app === app);
    ofApp[0]!.flows.forEach((flow, index) => {
      const round = Math.floor(index / ofApp.length);
      (made[round] ??= []).push([ofApp[index % ofApp.length]!, flow]);
    });
  }
  return made;
}

/** What came to an app after its trial was over counts as well. */
async function recount(results: Result[]): Promise<Result[]> {
  return Promise.all(
    results.map(async (result) => {
      const { length } = await result.wish.records();
      if (length === result.records) return result;
      const complaint = `${length} records in the end, ${result.records} when it was answered`;
      const verdict = length > 1 ? ('duplicate' as const) : ('wrong answer' as const);
      return { ...result, records: length, verdict, complaints: [...result.complaints, complaint] };
    }),
  );
}
