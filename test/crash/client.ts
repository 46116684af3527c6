import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProcessDied } from './crew.ts';
import type { Crew } from './crew.ts';
import type { Call } from './messages.ts';
import type { Course } from './trial.ts';

export function callOf({ trial, wish }: Course): Call {
  const key = trial.key === undefined ? {} : { idempotency_key: trial.key };
  return { tool: wish.tool, account: trial.desk.name, args: { ...wish.args, ...key } };
}

/** A client that was answered no more than this often gives up. */
const mostCalls = 8;

/**
 * What a client does until it knows: a call that was not answered it sends again, with the same arguments; one that came
 * to an error it makes again where that does not forbid it. In the end it asks once more, and must be told the same.
 */
export async function persist(course: Course, crew: Crew): Promise<void> {
  const { trial } = course;
  if (trial.newSession && !course.answer?.output) trial.desk.endSessions?.();
  while (!course.answer?.output && !asksPerson(course) && course.calls < mostCalls) {
    if (course.answer) await doubtError(course);
    await resume(course, crew);
    await callAgain(course, crew);
  }
  const { output, runId } = course.answer ?? {};
  if (!output) return;
  await callAgain(course, crew);
  const again = course.answer;
  const isSame = isDeepStrictEqual(again?.output, output) && again?.runId === runId;
  if (!isSame) course.complaints.push(`asked again, it answers ${JSON.stringify(again)}`);
  course.answer = { counts: {}, ...again, output };
}

export function asksPerson({ answer }: Course): boolean {
  return answer?.error?.code === 'OUTCOME_UNKNOWN' && answer.error.hint.startsWith('Do not repeat');
}

async function callAgain(course: Course, crew: Crew): Promise<void> {
  course.calls++;
  const worker = course.trial.elsewhere ? crew.other : crew.current;
  try {
    course.answer = await worker.call(callOf(course));
  } catch (error) {
    if (!(error instanceof ProcessDied)) throw error;
    course.answer = undefined;
  }
  if (!course.answer?.output) await sleep(300);
}

/** Of every error but that of a doubt one may believe that nothing was written. */
export async function doubtError(course: Course): Promise<void> {
  const { code, message, step = '' } = course.answer?.error ?? {};
  course.errors.push(`${code}: ${step} ${message}`);
  if (code === 'OUTCOME_UNKNOWN') return;
  await course.trial.desk.quiet();
  const { length } = await course.wish.records();
  if (length > 0) course.complaints.push(`${code} while there are ${length} records: ${message}`);
}

async function resume(course: Course, crew: Crew): Promise<void> {
  if (course.answer?.error?.code !== 'ACCOUNT_PAUSED') return;
  course.wasPaused = true;
  crew.current.resume(course.trial.desk.name);
  await sleep(200);
}
