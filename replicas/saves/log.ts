/**
 * What became of it. `arrived`: it is held or on its way · `written`: the records changed, whatever the answer was ·
 * `refused`: the application said no on the page · `pretended`: `savedButNot` · `cut`, `signed_off`: nothing was written.
 */
type SaveOutcome = 'arrived' | 'written' | 'refused' | 'pretended' | 'cut' | 'signed_off';

/** One request that asked an application to change its records. */
export interface SaveEntry<Kind extends string = string> {
  /** Number of the request, as in `requests`. */
  request: number;
  user: string;
  session: number;
  /** Page and button, or method and address: "NewWorkOrder.aspx btnSave". */
  button: string;
  /** Epoch milliseconds. */
  arrivedAt: number;
  outcome: SaveOutcome;
  /** Known once what was typed was found good. */
  kind: Kind | null;
  /** What was typed into its reference field, or whatever else carries a caller's mark. */
  reference: string | null;
  /** Number of the record that it made or changed. */
  record: string | null;
  /** Epoch milliseconds. */
  writtenAt: number | null;
}

/** Every save that arrived, in order, so that a test can count what was sent twice and what was lost. */
export class SaveLog<Kind extends string = string> {
  readonly all: SaveEntry<Kind>[] = [];

  arrived(save: Pick<SaveEntry<Kind>, 'request' | 'user' | 'session' | 'button'>): SaveEntry<Kind> {
    const entry: SaveEntry<Kind> = {
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
