/** A number of a spreadsheet, with the digits that the file has. In a text file everything is text. */
export class NumberCell {
  readonly value: number;

  constructor(digits: string) {
    // Fifteen digits are what a spreadsheet shows; the rest is what binary fractions leave.
    this.value = Number(Number(digits).toPrecision(15));
  }
}

export type Cell = string | NumberCell | boolean | Date | null;

/** What a file with rows holds, whatever its kind. */
export interface Sheet {
  headings: string[];
  rows: { line: number; cells: Cell[] }[];
  /** Some numbers are shown with leading zeros that they do not have. */
  hasPaddedNumbers: boolean;
}

export const isEmpty = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
