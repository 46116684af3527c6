/** A process that serves calls with the whole engine, and may be killed at any of their points. */
import { readFileSync } from 'node:fs';
import { compose } from '../../src/compose.ts';
import { toConfig } from '../../src/config/load.ts';
import { toErrorRecord } from '../../src/errors.ts';
import { toSidedoorError } from '../../src/failure.ts';
import type { ConfigInput } from '../../src/config/schema.ts';
import { FailPoints } from './fail-points.ts';
import type { Answer, Call, FromWorker, Point, ToWorker } from './messages.ts';

/** Longer than any call takes that is looked up, tried and looked up again. Milliseconds. */
const patience = 400_000;

const file = process.argv.at(-1) ?? '';
const engine = await compose(toConfig(JSON.parse(readFileSync(file, 'utf8')) as ConfigInput, file));
const points = new FailPoints((account, request) => tell({ type: 'reached', account, request }));
// As every server does: whoever is alive goes on with what the dead have left.
await engine.runs.lookAfterOthers();

process.on('message', (message: ToWorker) => void obey(message));
process.on('disconnect', () => process.exit());
tell({ type: 'ready' });

function tell(message: FromWorker): void {
  process.send?.(message, () => undefined);
}

async function obey(message: ToWorker): Promise<void> {
  switch (message.type) {
    case 'call':
      tell({ type: 'answer', id: message.id, answer: await answer(message.call, message.point) });
      break;
    case 'release':
      points.release(message.account);
      break;
    case 'resume':
      await engine.guard.resume(message.account);
      break;
    case 'resolve': {
      const { id, runId, outcome } = message;
      await engine.runs.resolve(runId, { outcome, who: 'the tester' });
      tell({ type: 'answer', id, answer: { counts: {} } });
      break;
    }
  }
}

async function answer({ tool, account, args }: Call, point: Point | undefined): Promise<Answer> {
  points.begin(account, point);
  const counted = () => ({ counts: points.counts(account) });
  try {
    const id = await engine.runs.start({ tool, args: { ...args, account } });
    const { state, output, error } = await engine.runs.wait(id, patience);
    if (state === 'done') return { runId: id, output: output as Record<string, unknown>, ...counted() };
    return { runId: id, ...(error && { error }), ...counted() };
  } catch (error) {
    return { error: toErrorRecord(toSidedoorError(error)), ...counted() };
  }
}
