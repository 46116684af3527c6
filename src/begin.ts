import { randomBytes } from 'node:crypto';
import { chooseAccount } from './choose-account.ts';
import { toOrder } from './dispatch.ts';
import { toErrorRecord } from './errors.ts';
import { toSidedoorError } from './failure.ts';
import { validated } from './flow/validated.ts';
import { alikeOf } from './fresh/alike.ts';
import { shareRun } from './fresh/share-run.ts';
import type { Begun } from './fresh/share-run.ts';
import { partFreshness } from './fresh/wish.ts';
import type { Planned } from './pick-up.ts';
import type { Call, RunsParts } from './runs.ts';
import { takeOrder } from './write/take-order.ts';
import { partArguments } from './write/wish.ts';

/**
 * Validates a call and finds the run that answers it: its own, that of the write which it asks for once more, or, where it
 * says how old its answer may be, one that it shares. A new run is in the journal when this settles, with `launch` told.
 */
export async function begin(
  { tool, args, trace, approval, origin: asker }: Call,
  parts: RunsParts,
  launch: (planned: Planned) => void,
): Promise<Begun> {
  const { sessions, pace, presence, journal, seal, performs } = parts;
  const loaded = parts.catalog.flow(tool);
  const { account: accountName, ...given } = args;
  const account = chooseAccount(loaded, accountName, parts.accounts);
  const { flow, file } = loaded;
  const { rest, freshness } = partFreshness(flow, given);
  const { own, wish } = partArguments(flow, rest);
  const input = validated(loaded, own);
  const id = `run_${randomBytes(6).toString('hex')}`;
  await sessions.noteSecrets(account);
  const order =
    flow.effect === 'write'
      ? await takeOrder({ flow, account, input, runId: id, wish: { ...wish, approval } }, parts)
      : undefined;
  if (order && 'join' in order) return { id: order.join };

  const alike = flow.effect === 'read' ? alikeOf(loaded, account, input, parts) : undefined;
  const origin = asker ? parts.secrets.scrub(JSON.stringify(asker)) : null;
  const plan = { id, flow, file, tool, account, input, trace: trace ?? parts.traceAll, origin };
  const planned: Planned = { ...plan, queuedAt: Date.now(), ...(order && { write: order }) };
  const record = {
    id,
    input,
    account: account.name,
    app: flow.app.name,
    flow: flow.name,
    effect: flow.effect,
    writeId: order?.id ?? null,
    isPreview: order?.purpose === 'preview',
    origin,
    alike: alike?.digest,
  };
  const sealed = () => (performs ? undefined : toOrder(planned, seal));
  const check = async () => {
    await sessions.checkPaused(account);
    await pace.check(account);
    await presence.ready();
  };
  const entered = async () => {
    await pace.confirm(account).catch(async (error: unknown) => {
      await journal.ended(id, { state: 'failed', error: toErrorRecord(toSidedoorError(error)) });
      throw error;
    });
    if (performs) launch(planned);
  };
  // Whoever wants a trace of a run wants a run.
  if (!alike || !freshness || trace) {
    await check();
    await journal.queued(record, sealed());
    await entered();
    return { id };
  }
  const enter = async (tx: Parameters<typeof journal.queuedIn>[0]) => {
    await journal.queuedIn(tx, record, sealed());
    return id;
  };
  const begun = await shareRun(alike, freshness, { check, enter }, parts);
  if (begun.id === id || begun.refresh === id) await entered();
  return begun;
}
