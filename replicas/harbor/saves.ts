/** What a save makes or changes. */
export type SaveKind = 'work_order' | 'note' | 'status' | 'bill_batch';

/**
 * What became of it. `arrived`: it is held or on its way · `written`: the records changed, whatever the answer was ·
 * `refused`: Harbor said no on the page · `pretended`: `savedButNot` · `cut`, `signed_off`: nothing was written.
 */
type SaveOutcome = 'arrived' | 'written' | 'refused' | 'pretended' | 'cut' | 'signed_off';

/** One request that asked Harbor to change its records. */
export interface HarborSave {
  /** Number of the request, as in `requests`. */
  request: number;
  user: string;
  session: number;
  /** Page and button, e.g. "NewWorkOrder.aspx btnSave". */
  button: string;
  /** Epoch milliseconds. */
  arrivedAt: number;
  outcome: SaveOutcome;
  /** Known once what was typed was found good. */
  kind: SaveKind | null;
  /** What was typed into its reference field. */
  reference: string | null;
  /** Number of the record that it made or changed. */
  record: string | null;
  /** Epoch milliseconds. */
  writtenAt: number | null;
}

/** Every save that arrived, in order, so that a test can count what was sent twice and what was lost. */
export class SaveLog {
  readonly all: HarborSave[] = [];

  arrived(save: Pick<HarborSave, 'request' | 'user' | 'session' | 'button'>): HarborSave {
    const entry: HarborSave = {
      ...save,
      arrivedAt: Date.now(),
      outcome: 'arrived',
      kind: null,
      reference: null,
      record: null,
      writtenAt: null,
    };
    this.all.push(entry);
    return entry;
  }
}
