/** A change of the records that a page asks for, once what was typed has been found good. */
export interface SaveRequest<State, Kind extends string = string> {
  kind: Kind;
  /** What was typed into the reference field, or whatever else carries a caller's mark. */
  reference: string;
  /** Changes the records, at once; answers the number of the record. */
  write(): string;
  /** The page afterwards, or another one to go to; without a number where success is only pretended. */
  after(record: string | undefined): State | Response;
}

export class Save<State, Kind extends string = string> {
  readonly request: SaveRequest<State, Kind>;

  constructor(request: SaveRequest<State, Kind>) {
    this.request = request;
  }
}
