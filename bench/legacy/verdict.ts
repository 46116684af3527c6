import type { ErrorCode } from '../../src/errors.ts';
import type { Answer, Inspected, Job, Judgement } from './job.ts';

/** How a call ended. `failed` without a code is an exception that names nothing, as scripts end with. */
export type Outcome =
  | { ended: 'answered'; answer: Answer }
  | { ended: 'failed'; code: ErrorCode | undefined; message: string }
  | { ended: 'hung' };

interface Case {
  job: Job;
  outcome: Outcome;
  before: Inspected;
  /** Once nothing was on its way any more. */
  after: Inspected;
  /** What no answer may show. */
  secrets: readonly string[];
}

/** What the replica's own records say of it. */
export function verdictOf({ job, outcome, before, after, secrets }: Case): Judgement {
  const wrong = (says: string): Judgement => ({ verdict: 'wrong', says });
  const told = (says: string): Judgement => ({ verdict: 'told', says });

  if ((after.lockouts ?? 0) > 0) return wrong('locked the account out');
  if (outcome.ended === 'hung') return wrong('hung');
  if (secrets.some((secret) => JSON.stringify(outcome).includes(secret))) return wrong('shows a secret');
  const written = job.written?.(before, after).length ?? 0;
  if (written > 1) return wrong(`wrote ${written} records`);
  if (outcome.ended === 'answered') return job.judge(withoutMarks(outcome.answer), before, after);

  const { code, message } = outcome;
  if (code === 'OUTCOME_UNKNOWN') {
    return reached(after) > reached(before) ? told(code) : wrong('OUTCOME_UNKNOWN, though nothing was sent');
  }
  if (written > 0) return wrong(`${code ?? 'an exception'} for what was written (${message})`);
  // Of our own code's failures the caller learns nothing.
  if (code === 'FLOW_DEFECT') return wrong(`${code}: ${message}`);
  return told(code ?? message);
}

/** How many requests to change something the replica has received. */
const reached = ({ saves = [], turnedAway = 0 }: Inspected): number => saves.length + turnedAway;

/** Where an app shows a secret beside its data, the answer has "[secret]" in its place: that is no other data. */
function withoutMarks(answer: Answer): Answer {
  return JSON.parse(JSON.stringify(answer).replaceAll(/\s*\[secret\]/g, '')) as Answer;
}
