import type { Approval } from '../journal/writes.ts';

/** What a writing run is for. */
export interface WriteOrder {
  /** Of the write in the journal. */
  id: string;
  mark: string;
  /** `preview` stops at the commit; `reconcile` only looks what became of it. */
  purpose: 'write' | 'preview' | 'reconcile';
  /** Who lets it happen; a preview needs nobody. */
  approval?: Approval;
  /** What the form showed in the preview that was approved. */
  shown?: Record<string, unknown>;
}

/** What a preview answers. */
export interface Preview {
  /** What the filled-in form shows. */
  preview: Record<string, unknown>;
  /** What the screen warns of, and whether it was written before. */
  warnings: string[];
  request: { method: string; address: string; fields: Record<string, string> };
  /** Commits what was shown, as long as the form shows the same. */
  preview_token: string;
}
