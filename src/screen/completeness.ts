import { z } from 'zod';
import { amount, sum } from './money.ts';

/** Schema of a list's word on whether it is whole. Put it into the output of every flow that answers a list. */
export const completeness = () =>
  z
    .object({
      proven: z.boolean().describe('true only if the app itself showed that nothing is missing'),
      because: z.string(),
    })
    .describe('Whether the list is whole, and how that is known');

export interface Completeness {
  proven: boolean;
  because: string;
}

/** The app says how many there are. */
export function byCount(read: number, stated: number): Completeness {
  return read === stated
    ? { proven: true, because: `${read} read, ${stated} stated by the app` }
    : { proven: false, because: `${read} read, but the app states ${stated}` };
}

/** The amounts add up to the total that the app displays, e.g. "12,300.00". */
export function byFooting(amounts: string[], displayed: string): Completeness {
  const total = sum(amounts);
  const stated = amount(displayed);
  return sum([stated]) === total
    ? { proven: true, because: `${amounts.length} amounts add up to the displayed total ${stated}` }
    : {
        proven: false,
        because: `${amounts.length} amounts add up to ${total}, but the app displays ${stated}`,
      };
}

/** Something on the screen comes only after the last row (a closing total, the last pager page, "no records"). */
export function byMarker(marker: string): Completeness {
  return { proven: true, because: marker };
}
