import { InvalidInput, Refused } from '../errors.ts';
import type { WriteFlow } from '../flow/define-flow.ts';
import type { Journal } from '../journal/journal.ts';
import type { Previews } from '../journal/previews.ts';
import { digestOf } from '../journal/canonical.ts';
import type { Approval, WriteRecord, Writes } from '../journal/writes.ts';
import { writePolicy } from '../session/account.ts';
import type { Account } from '../session/account.ts';
import type { WriteOrder } from './order.ts';

/** What a caller may say about a write besides the flow's own input. */
export interface Wish {
  preview: boolean;
  key: string | undefined;
  token: string | undefined;
  /** Of a person who was asked by whoever calls; not the caller's word. */
  approval: Approval | undefined;
}

export interface WriteCall {
  flow: WriteFlow;
  account: Account;
  input: Record<string, unknown>;
  runId: string;
  wish: Wish;
}

interface OrderParts {
  writes: Writes;
  previews: Previews;
  journal: Journal;
}

/**
 * What to do about a call that writes: join the run that has the write already (at work on it, or through with it), or
 * make a run. Where a person has to agree and nobody did, that run is a preview.
 *
 * @throws InvalidInput for a key or token that belongs to something else, Refused where writes are off.
 */
export async function takeOrder(call: WriteCall, parts: OrderParts): Promise<{ join: string } | WriteOrder> {
  const { flow, account, wish } = call;
  const { write, shown } = await writeOf(call, parts);
  const { id, mark } = write;
  if (wish.preview) return { id, mark, purpose: 'preview' };
  if (write.standing === 'done') return { join: write.runId };
  const run = await parts.journal.run(write.runId);
  const isAtWork = run && !run.isPreview && ['queued', 'running', 'needs_human'].includes(run.state);
  if (isAtWork && write.runId !== call.runId) return { join: write.runId };

  const policy = writePolicy(account, flow.name);
  if (policy === 'off') {
    throw new Refused(`Writes are off for "${flow.name}" on the account "${account.name}". Previews work.`, {
      hint: `Call with preview: true to see what would be written. Only the user can allow it: \`writes\` of the account in the config.`,
    });
  }
  const approval = wish.approval ?? approvalOf(policy, wish.token !== undefined);
  if (!approval) return { id, mark, purpose: 'preview' };
  return { id, mark, purpose: 'write', approval, ...(shown && { shown }) };
}

async function writeOf(
  { flow, account, input, runId, wish }: WriteCall,
  { writes, previews }: OrderParts,
): Promise<{ write: WriteRecord; shown?: Record<string, unknown> }> {
  const { token, key } = wish;
  const about = { account: account.name, app: flow.app.name, flow: flow.name };
  if (token === undefined) return { write: await writes.find({ ...about, input, runId, key }) };
  const preview = await previews.find(token);
  if (!preview) {
    throw new InvalidInput('There is no such preview_token, or it is older than a day.', {
      hint: 'Call with preview: true again, and use the token that it answers.',
    });
  }
  const write = await writes.get(preview.writeId);
  const isSame =
    write.account === account.name && write.flow === flow.name && write.inputDigest === digestOf(input);
  if (!isSame || (key !== undefined && key !== write.key)) {
    throw new InvalidInput('The preview_token is of other arguments.', {
      hint: 'Give exactly the arguments that were previewed, or preview these.',
    });
  }
  return { write, shown: preview.shown };
}

function approvalOf(policy: 'confirm' | 'allow', hasToken: boolean): Approval | undefined {
  if (hasToken) return { how: 'token', who: 'the caller, who was shown the preview', at: Date.now() };
  if (policy === 'allow') return { how: 'config', who: 'writes: allow', at: Date.now() };
  return undefined;
}
