import { Busy, Interrupted, InvalidInput, NotFound, toErrorRecord } from '../errors.ts';
import type { WriteRecord } from '../journal/writes.ts';
import type { PickUpParts } from '../pick-up.ts';
import { leaveReceipt } from './leave-receipt.ts';
import { flowOf } from './missing-receipts.ts';

/** What a person says who has looked in the app. */
export interface Verdict {
  outcome: 'present' | 'absent';
  /** Name of that person. */
  who: string;
  /** Of a write that is there: what its flow would have answered. */
  output?: Record<string, unknown>;
}

/**
 * Settles a write that nobody could find out about by the word of a person, and the record of its run with it.
 *
 * @throws NotFound, InvalidInput when there is nothing to settle, Busy while somebody looks for it.
 */
export async function resolveWrite(runId: string, verdict: Verdict, parts: PickUpParts): Promise<void> {
  const { journal, writes } = parts;
  const write = await unsettled(runId, parts);
  const output = checkedOutput(verdict, write, parts);
  // Nobody may be looking for it at the same moment, and find something else.
  if (write.standing === 'doubtful' && !(await journal.adopt(runId))) {
    throw new Busy('It is looked for in the application at this moment.', {
      hint: `\`sidedoor runs ${runId}\` tells what was found.`,
    });
  }
  await writes.inDoubt(write.id);
  const { approval } = write;
  const who = approval ? `${verdict.who}; it was sent with the approval of ${approval.who}` : verdict.who;
  await writes.resolved(write.id, verdict.outcome, { how: 'person', who, at: Date.now() }, output);
  const file = flowOf(write, parts.catalog)?.file;
  if (file !== undefined) await leaveReceipt({ runId, writeId: write.id, file }, parts);
  if (verdict.outcome === 'present') return journal.outcomeFound(runId, output);
  await journal.adopt(runId);
  await journal.ended(runId, { state: 'failed', error: toErrorRecord(notThere()) });
}

async function unsettled(runId: string, { journal, writes }: PickUpParts): Promise<WriteRecord> {
  const run = await journal.run(runId);
  if (!run) {
    throw new NotFound(`There is no run "${runId.slice(0, 40)}".`, { hint: '`sidedoor runs` lists them.' });
  }
  if (run.writeId === null || run.isPreview) throw new InvalidInput(`${runId} wrote nothing.`);
  const write = await writes.get(run.writeId);
  if (write.runId !== runId) {
    throw new InvalidInput(`The write of ${runId} went on in the run ${write.runId}.`, {
      hint: `sidedoor runs ${write.runId}`,
    });
  }
  if (write.standing === 'doubtful' || write.standing === 'unknown') return write;
  const what = write.standing === 'done' ? 'it was written' : 'nothing was written';
  throw new InvalidInput(`What became of ${runId} is known: ${what}.`, {
    hint: 'There is nothing to settle.',
  });
}

/** @throws InvalidInput when it is not what the flow answers: later calls are answered with it. */
function checkedOutput(
  { outcome, output }: Verdict,
  { app, flow: name }: WriteRecord,
  { catalog }: PickUpParts,
): Record<string, unknown> | undefined {
  if (output === undefined) return undefined;
  if (outcome === 'absent') throw new InvalidInput('What is not there has no output.');
  const loaded = catalog.flows.find(({ flow }) => flow.app.name === app && flow.name === name);
  const parsed = loaded?.flow.output.safeParse(output);
  if (parsed?.success) return parsed.data;
  const fields = Object.keys(loaded?.flow.output.shape ?? {}).join(', ');
  throw new InvalidInput(`The output is not what ${loaded?.tool ?? name} answers.`, {
    hint: parsed
      ? `It wants: ${fields}. Wrong: ${parsed.error.issues[0]?.path.join('.') ?? ''}.`
      : 'Load its flow.',
  });
}

const notThere = () =>
  new Interrupted('A person looked in the application: it was not written.', {
    hint: 'Call again with the same arguments if it is still wanted.',
  });
