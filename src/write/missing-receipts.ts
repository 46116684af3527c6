import type { Catalog } from '../flow/catalog.ts';
import type { LoadedFlow } from '../flow/load-flows.ts';
import type { WriteRecord } from '../journal/writes.ts';
import type { Log } from '../log.ts';
import { leaveReceipt } from './leave-receipt.ts';
import type { ReceiptParts } from './leave-receipt.ts';

export interface MissingParts extends ReceiptParts {
  catalog: Catalog;
  log: Log;
}

/**
 * Leaves the receipts that could not be left when their runs ended, because the disk was full or the process died. Never
 * throws: what cannot be left now is tried again the next time.
 */
export async function leaveMissingReceipts(parts: MissingParts): Promise<void> {
  try {
    for (const write of await parts.writes.withoutReceipt()) {
      const file = flowOf(write, parts.catalog)?.file;
      if (file !== undefined) await leaveReceipt({ runId: write.runId, writeId: write.id, file }, parts);
    }
  } catch (error) {
    parts.log.error({ err: error }, 'receipts are missing, and could not be left now either');
  }
}

export function flowOf({ app, flow }: WriteRecord, catalog: Catalog): LoadedFlow | undefined {
  return catalog.flows.find((each) => each.flow.app.name === app && each.flow.name === flow);
}
