import type { Sidedoor } from '../../sidedoor.ts';
import type { RunReport } from '../../runs.ts';
import { note } from '../terminal/print.ts';
import type { Answers } from './answers.ts';
import { sayNeeds } from './say-needs.ts';

/** Looked at as often. Milliseconds. */
const onePiece = 500;

/**
 * Helps a run that waits for a person already, whichever process has it: it holds the lane, so a sign-in of our own would
 * only wait for it. Answers whether the account is signed in by that.
 */
export async function helpParked(
  engine: Sidedoor,
  parked: RunReport,
  answers: Answers,
  signal: AbortSignal,
): Promise<boolean> {
  note(`The run ${parked.id} waits for a person already.`);
  const { account } = parked;
  const began = Date.now();
  let report = parked;
  let asked: { url: string; since: number; over: AbortController } | undefined;
  try {
    while (!signal.aborted) {
      const { signedInAt } = await engine.guard.standing(account);
      if ((signedInAt ?? 0) >= began) return true;
      if (report.finishedAt !== null) return false;
      const { needs } = report;
      // Each screen is a step of its own.
      const since = report.steps.length;
      if (needs && asked?.since !== since) {
        asked?.over.abort();
        asked = { url: needs.url, since, over: new AbortController() };
        sayNeeds(account, needs);
        if (needs.takesCode) void sendCode(needs.url, answers, asked.over.signal);
      }
      await engine.runs.wait(parked.id, 0);
      report = await engine.runs.wait(parked.id, onePiece);
    }
    return false;
  } finally {
    asked?.over.abort();
  }
}

/** Types the code on the hand-off page, as a browser there would. */
async function sendCode(url: string, answers: Answers, signal: AbortSignal): Promise<void> {
  const code = await answers.next('Code (not shown): ', signal);
  const headers = { 'content-type': 'application/json', origin: new URL(url).origin };
  const body = JSON.stringify({ code });
  const answer = await fetch(new URL('code', url), { method: 'POST', headers, body, signal }).catch(
    () => undefined,
  );
  if (answer?.status === 409) note('The code could not be typed; the page above shows why.');
}
