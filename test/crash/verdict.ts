import { isDeepStrictEqual } from 'node:util';
import type { Store } from '../../src/journal/store.ts';
import { asksPerson } from './client.ts';
import type { Course, Doubt, Result, Verdict } from './trial.ts';

/** Compares what the client knows with what the app has, and both with the journal. */
export async function judge(course: Course, store: Store): Promise<Result> {
  const { trial, wish, answer, startedAt, ...rest } = course;
  await trial.desk.quiet();
  const records = await wish.records();
  const complaints = [...course.complaints];
  const write = await writeOf(answer?.runId, store);
  const [record] = records;
  if (answer?.output && record) complaints.push(...differences(record, answer.output));
  if (answer?.output && write.state !== 'confirmed') complaints.push(`the journal says ${write.state}`);
  if (!answer?.output && write.state === 'confirmed') complaints.push('the journal says confirmed');
  if (answer?.output && write.receipts !== 1) complaints.push(`it left ${write.receipts} receipts`);
  return {
    ...rest,
    trial,
    wish,
    answer,
    complaints,
    verdict: verdictOf({ ...course, complaints }, records.length),
    doubt: doubtOf(write.states),
    records: records.length,
    states: write.states,
    ms: Date.now() - startedAt,
  };
}

function verdictOf(course: Course, records: number): Verdict {
  if (records > 1) return 'duplicate';
  if (course.complaints.length > 0) return 'wrong answer';
  if (asksPerson(course)) return 'asks a person';
  if (!course.answer?.output) return 'unanswered';
  return records === 1 ? 'clean' : 'lost';
}

function differences(record: Record<string, unknown>, output: Record<string, unknown>): string[] {
  return Object.keys(record)
    .filter((field) => !isDeepStrictEqual(record[field], output[field]))
    .map(
      (field) => `${field} is ${JSON.stringify(record[field])}, answered ${JSON.stringify(output[field])}`,
    );
}

async function writeOf(runId: string | undefined, store: Store) {
  const none = { state: 'nothing', states: [] as string[], receipts: 0 };
  if (runId === undefined) return none;
  const run = await store.selectFrom('runs').select('write_id').where('id', '=', runId).executeTakeFirst();
  if (!run?.write_id) return none;
  const { state, run_id } = await store
    .selectFrom('writes')
    .select(['state', 'run_id'])
    .where('id', '=', run.write_id)
    .executeTakeFirstOrThrow();
  const changes = await store
    .selectFrom('write_changes')
    .select('state')
    .where('write_id', '=', run.write_id)
    .orderBy('seq')
    .execute();
  const receipts = await store.selectFrom('receipts').selectAll().where('run_id', '=', run_id).execute();
  return { state: state as string, states: changes.map((each) => each.state), receipts: receipts.length };
}

function doubtOf(states: string[]): Doubt {
  if (states.includes('unknown')) return 'unknown';
  if (!states.includes('in_doubt')) return 'none';
  if (states.at(-1) === 'in_doubt') return 'not looked up';
  return states.includes('absent') ? 'found absent, and written' : 'found present';
}
