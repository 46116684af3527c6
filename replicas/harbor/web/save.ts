import type { SaveKind } from '../saves.ts';

/** A change of the records that a page asks for, once what was typed has been found good. */
export interface SaveRequest<State> {
  kind: SaveKind;
  /** What was typed into the reference field. */
  reference: string;
  /** Changes the records, at once; answers the number of the record. */
  write(): string;
  /** The page afterwards, or another one to go to; without a number where only "Record saved." is to be said. */
  after(record: string | undefined): State | Response;
}

export class Save<State> {
  readonly request: SaveRequest<State>;

  constructor(request: SaveRequest<State>) {
    this.request = request;
  }
}

/** What Harbor says of a save where it has no number to tell. */
export const recordSaved = 'Record saved.';
