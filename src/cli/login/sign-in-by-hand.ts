import { randomBytes } from 'node:crypto';
import type { Sidedoor } from '../../sidedoor.ts';
import type { Account } from '../../session/account.ts';
import { note } from '../terminal/print.ts';
import type { Answers } from './answers.ts';
import { sayNeeds } from './say-needs.ts';

/** Signs an account in afresh, in its lane, with the person at the terminal to help. Settles when the session is sealed. */
export async function signInByHand(
  engine: Sidedoor,
  configured: Account,
  answers: Answers,
  signal: AbortSignal,
): Promise<void> {
  const { lanes, sessions, states, guard } = engine;
  // Limits of pace are for machines.
  const account = { ...configured, pace: {} };
  const { name } = account;
  const desk = engine.handOffs.desk(signal, async (needs, wait) => {
    const over = new AbortController();
    sayNeeds(name, needs);
    if (needs.takesCode) {
      void answers.next('Code (not shown): ', over.signal).then(async (code) => {
        const isTyped = await desk.enterCode(code);
        if (!isTyped && !over.signal.aborted) note('The code could not be typed; the page above shows why.');
      });
    }
    await wait().finally(() => over.abort());
  });
  const runId = `login_${randomBytes(6).toString('hex')}`;
  const onPlace = (ahead: number, lane: string) =>
    note(
      ahead === 0 ? 'It is our turn.' : `${ahead} ${ahead === 1 ? 'run is' : 'runs are'} ahead on ${lane}.`,
    );
  const waiting = { account: name, sessions: account.sessions, runId, signal, onPlace };
  await lanes.hold(waiting, async (slot, held) => {
    // A person is here: that is what a pause waits for.
    await guard.record(name, { kind: 'resumed' });
    await sessions.retire(account, slot);
    await states.forget(account, slot);
    try {
      const session = await sessions.lease(account, slot, AbortSignal.any([signal, held]), desk);
      desk.close('Signed in. You can close this window.');
      await sessions.giveBack(session, slot);
    } catch (error) {
      desk.close('The sign-in failed. The terminal says why.');
      throw error;
    }
  });
}
