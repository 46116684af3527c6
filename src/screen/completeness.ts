import { z } from 'zod';
import { amount, sum } from './money.ts';

/**
 * Schema of a list's word on whether it is whole. Put it into the output of every flow that answers a list. The flow says
 * what the app showed; the engine adds what it finds in the rows (`Certificate`).
 */
export const completeness = () =>
  z
    .looseObject({
      proven: z.boolean().describe('true only if the app itself showed that nothing is missing'),
      because: z.string(),
      rows: z.int().optional(),
      digest: z.string().optional(),
    })
    .describe('Whether the list is whole, and how that is known');

/** What the app itself showed, for the engine to hold against the rows. */
export interface Shown {
  /** Rows that were read, and how many the app says there are. */
  counts: { read: number; stated: number }[];
  /** Displayed totals that the amounts add up to. */
  totals: string[];
  /** What comes only after the last row, or where there is none. */
  markers: string[];
  /** How many rows stood on each page. */
  pages: number[];
  /** The rows of the answer are not the counted ones, one by one. */
  isChoice: boolean;
}

export type Completeness = {
  proven: boolean;
  because: string;
  shown?: Shown;
};

/** The app says how many there are. `pages`: how many rows stood on each page, where there were several. */
export function byCount(read: number, stated: number, pages: number[] = []): Completeness {
  const shown = showing({ counts: [{ read, stated }], pages });
  return read === stated
    ? { proven: true, because: `${read} read, ${stated} stated by the app`, shown }
    : { proven: false, because: `${read} read, but the app states ${stated}`, shown };
}

/** The amounts add up to the total that the app displays, e.g. "12,300.00". */
export function byFooting(amounts: string[], displayed: string): Completeness {
  return bySum(sum(amounts), amounts.length, displayed);
}

/** As `byFooting`, where the amounts are too many to keep: their sum, and how many they were. */
export function bySum(total: string, amounts: number, displayed: string): Completeness {
  const stated = amount(displayed);
  return sum([stated]) === total
    ? {
        proven: true,
        because: `${amounts} amounts add up to the displayed total ${stated}`,
        shown: showing({ totals: [stated] }),
      }
    : { proven: false, because: `${amounts} amounts add up to ${total}, but the app displays ${stated}` };
}

/** Something on the screen comes only after the last row (a closing total, the last pager page, "no records"). */
export function byMarker(marker: string): Completeness {
  return { proven: true, because: marker, shown: showing({ markers: [marker] }) };
}

/**
 * The rows of the answer are not the counted ones, one by one: the flow left some out, or made several of one. Without this
 * word the engine takes a difference for rows that were lost, where the flow has a `key`.
 */
export function chosenFrom(whole: Completeness): Completeness {
  return { ...whole, shown: { ...showing({}), ...whole.shown, isChoice: true } };
}

export function showing(shown: Partial<Shown>): Shown {
  return { counts: [], totals: [], markers: [], pages: [], isChoice: false, ...shown };
}
