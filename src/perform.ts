import { assertTrue } from './diagnose.ts';
import { LayoutChanged } from './errors.ts';
import type { Recorder } from './evidence/recorder.ts';
import type { FlowDefinition } from './flow/define-flow.ts';
import type { Run } from './run-flow.ts';
import type { Session } from './session/session.ts';

/** A flow that goes on after its page was closed gets this long to notice; then its whole context is closed. Ms. */
const grace = 5_000;

export const overdue = new Error('the flow went on after it was stopped');

/** The flow's own part: its steps on the page, and its output checked against its schema. */
export async function perform(
  { flow, input }: Pick<Run, 'flow' | 'input'>,
  session: Session,
  recorder: Recorder,
  limits: AbortSignal,
): Promise<object> {
  let timer: NodeJS.Timeout | undefined;
  let stop = () => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => {
      // Every wait on the page fails with it, so a flow that only waits for its page ends here.
      void session.page.close().catch(() => undefined);
      timer = setTimeout(() => reject(overdue), grace);
    };
  });
  if (limits.aborted) stop();
  limits.addEventListener('abort', stop, { once: true });
  try {
    const { page } = session;
    const work = async () => {
      await settleChoice(session, recorder.step);
      return flow.run({ page, input, step: recorder.step, signal: limits });
    };
    const answer = await Promise.race([work(), stopped]);
    limits.throwIfAborted();
    const output = checked(flow, answer);
    await assertTrue(output, session);
    return output;
  } finally {
    limits.removeEventListener('abort', stop);
    clearTimeout(timer);
  }
}

/** What an app keeps on its server for the whole session may have been changed since by a person, or by another run. */
async function settleChoice({ account, page }: Session, step: Recorder['step']): Promise<void> {
  const { choice: wanted, app } = account;
  const { choice } = app;
  if (wanted === undefined || !choice) return;
  await step(`see that "${wanted}" is chosen`, async () => {
    if ((await choice.read(page)) === wanted) return;
    await choice.choose(page, wanted);
    const chosen = await choice.read(page);
    if (chosen !== wanted)
      throw new LayoutChanged(`"${wanted}" was to be chosen, but the screen says "${chosen}".`);
  });
  await page.goto('about:blank');
}

function checked(flow: FlowDefinition, answer: unknown): object {
  const parsed = flow.output.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LayoutChanged(
    `What the screen gave does not fit the flow's output at ${issue?.path.join('.') || 'its root'}: ${issue?.message}.`,
    { cause: parsed.error },
  );
}
