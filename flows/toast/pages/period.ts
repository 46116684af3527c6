import { z } from 'zod';
import { InvalidInput } from 'sidedoor-mcp';

/** Business dates of a report. */
export interface Period {
  from: string;
  to: string;
}

export const dates = {
  from: z.iso.date().describe('Business date'),
  to: z.iso.date().optional().describe('Last; default: from'),
};

/** @throws InvalidInput when it ends before it begins. */
export function periodOf({ from, to = from }: { from: string; to?: string | undefined }): Period {
  if (to < from) throw new InvalidInput(`The period ends (${to}) before it begins (${from}).`);
  return { from, to };
}

export const isWithin = (date: string, { from, to }: Period) => date >= from && date <= to;

/** As addresses of reports have it: YYYYMMDD (a vendor fact). */
export const compact = (iso: string) => iso.replaceAll('-', '');

/** "Nov 2, 2026 – Nov 8, 2026". */
export function inWords({ from, to }: Period): string {
  const words = (iso: string) =>
    new Date(`${iso}T00:00:00Z`).toLocaleDateString('en-US', {
      timeZone: 'UTC',
      month: 'short',
      day: 'numeric',
      year: 'numeric',
    });
  return `${words(from)} – ${words(to)}`;
}
