import { z } from 'zod';
import { assertTrue } from './diagnose.ts';
import { FlowDefect, LayoutChanged } from './errors.ts';
import type { Recorder } from './evidence/recorder.ts';
import { inPlainWords } from './dataset/certificate.ts';
import type { Spool } from './dataset/spool.ts';
import type { Row } from './dataset/tally.ts';
import type { EmittingFlow, FlowDefinition, ReadFlow } from './flow/define-flow.ts';
import type { Run } from './run-flow.ts';
import type { Session } from './session/session.ts';

/** A flow that goes on after its page was closed gets this long to notice; then its whole context is closed. Ms. */
const grace = 5_000;

export const overdue = new Error('the flow went on after it was stopped');

/** A reading flow's own part: its steps on the page, and its output checked against its schema. */
export async function perform(
  { flow, input }: { flow: Reading; input: Record<string, unknown> },
  session: Session,
  recorder: Recorder,
  limits: AbortSignal,
  spool: Spool | undefined,
): Promise<Row> {
  const { page } = session;
  const { step } = recorder;
  const work = async () => {
    await settleChoice(session, step);
    return flow.run({ page, input, step, signal: limits, emit: emitInto(flow, spool, limits) });
  };
  const answer = await within(session, limits, work);
  const { emits } = flow;
  const output = fitting(flow, emits === undefined ? answer : { ...answer, [emits]: [] });
  if (emits !== undefined && spool && spool.tally.rows > 0) delete output[emits];
  await assertTrue(output, session);
  return output;
}

export type Reading = ReadFlow | EmittingFlow;

/** Takes a page of rows from a flow: as its output would be, each is held against the schema. */
function emitInto({ name, emits, output }: Reading, spool: Spool | undefined, limits: AbortSignal) {
  return async (rows: Row[]): Promise<void> => {
    if (emits === undefined || !spool)
      throw new FlowDefect(`"${name}" emits rows, and does not say of which list.`);
    limits.throwIfAborted();
    const page = fitting(
      { output: z.object({ [emits]: output.shape[emits] as z.ZodType }) },
      { [emits]: rows },
    );
    spool.tally.pages.add(rows.length);
    await spool.add((page as Record<string, Row[]>)[emits]!);
  };
}

/** @throws FlowDefect for a write without an order: nobody asked for it. */
export function asRead({ flow, input }: Pick<Run, 'flow' | 'input'>): {
  flow: Reading;
  input: Run['input'];
} {
  if (flow.effect === 'read') return { flow, input };
  throw new FlowDefect(`"${flow.name}" writes, and was run as if it read.`);
}

/** Does the work until the limits abort; then its page is closed. `isPast`: it is too late for that. */
export async function within<T>(
  session: Session,
  limits: AbortSignal,
  work: () => Promise<T>,
  isPast: () => boolean = () => false,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let stop = () => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => {
      if (isPast()) return;
      // Every wait on the page fails with it, so a flow that only waits for its page ends here.
      void session.page.close().catch(() => undefined);
      timer = setTimeout(() => reject(overdue), grace);
    };
  });
  if (limits.aborted) stop();
  limits.addEventListener('abort', stop, { once: true });
  try {
    const answer = await Promise.race([work(), stopped]);
    if (!isPast()) limits.throwIfAborted();
    return answer;
  } finally {
    limits.removeEventListener('abort', stop);
    clearTimeout(timer);
  }
}

/** What an app keeps on its server for the whole session may have been changed since by a person, or by another run. */
export async function settleChoice({ account, page, gate }: Session, step: Recorder['step']): Promise<void> {
  const { choice: wanted, app } = account;
  const { choice } = app;
  if (wanted === undefined || !choice) return;
  await step(`see that "${wanted}" is chosen`, async () => {
    if ((await choice.read(page)) === wanted) return;
    await gate.open(() => choice.choose(page, wanted));
    const chosen = await choice.read(page);
    if (chosen !== wanted)
      throw new LayoutChanged(`"${wanted}" was to be chosen, but the screen says "${chosen}".`);
  });
  await page.goto('about:blank');
}

/** What a writing flow answered, as it is kept. */
export function checked(flow: Pick<FlowDefinition, 'output'>, answer: unknown): object {
  return inPlainWords(fitting(flow, answer));
}

function fitting(flow: Pick<FlowDefinition, 'output'>, answer: unknown): Row {
  const parsed = flow.output.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LayoutChanged(
    `What the screen gave does not fit the flow's output at ${issue?.path.join('.') || 'its root'}: ${issue?.message}.`,
    { cause: parsed.error },
  );
}
