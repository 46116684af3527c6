import { readFile } from 'node:fs/promises';
import type { Evidence } from '../evidence/evidence.ts';
import { sha256 } from '../journal/canonical.ts';
import type { Journal } from '../journal/journal.ts';
import type { WriteRecord, Writes } from '../journal/writes.ts';
import type { ReceiptOutcome } from '../receipts/receipt.ts';
import type { Receipts } from '../receipts/receipts.ts';

export interface ReceiptParts {
  writes: Writes;
  journal: Journal;
  evidence: Evidence;
  receipts: Receipts;
  version: string;
}

/** What is known of a run that is about to end, or was found ended. */
export interface Finished {
  runId: string;
  writeId: string;
  /** The flow's source. */
  file: string;
}

const pictures = ['before', 'after'];

/**
 * Leaves a run's receipt, once its write has an outcome. Nothing for a run that sent nothing, or whose outcome is still to
 * be looked up. Doing it again changes nothing.
 */
export async function leaveReceipt({ runId, writeId, file }: Finished, parts: ReceiptParts): Promise<void> {
  const write = await parts.writes.get(writeId);
  const outcome = outcomeOf(write);
  if (write.runId !== runId || write.armedAt === null || !outcome) return;
  const run = await parts.journal.run(runId);
  const kept = await Promise.all(
    pictures.map(async (name) => ({ name, found: await parts.evidence.read(runId, `${name}.png`) })),
  );
  await parts.receipts.append(
    {
      run_id: write.approval?.how === 'person' ? `${runId}_resolved` : runId,
      write_id: write.id,
      account: write.account,
      app: write.app,
      flow: write.flow,
      flow_digest: sha256(await readFile(file)),
      tool_version: parts.version,
      outcome,
      times: {
        intended: iso(write.createdAt),
        armed: iso(write.armedAt),
        sent: write.sentAt === null ? null : iso(write.sentAt),
        ended: iso(write.endedAt ?? Date.now()),
      },
      input_digest: write.inputDigest,
      input: run?.input ?? null,
      mark: write.mark,
      idempotency_key: write.key,
      preview: write.preview ?? {},
      warnings: write.warnings,
      approval: approvalOf(write),
      request: write.request ? { ...write.request, url: write.request.address } : null,
      after: write.output ?? null,
    },
    kept.flatMap(({ name, found }) => (found ? [{ name, content: found.content }] : [])),
  );
}

function outcomeOf({ state, isReconciled }: WriteRecord): ReceiptOutcome | undefined {
  switch (state) {
    case 'confirmed':
      return isReconciled ? 'reconciled_present' : 'confirmed';
    case 'absent':
      return 'reconciled_absent';
    case 'refused':
    case 'unknown':
      return state;
    default:
      return undefined;
  }
}

function approvalOf({ approval, createdAt }: WriteRecord) {
  const { how, who, at } = approval ?? { how: 'config' as const, who: null, at: createdAt };
  return { how, who, at: iso(at) };
}

const iso = (at: number) => new Date(at).toISOString();
