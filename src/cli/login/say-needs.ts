import type { RunReport } from '../../runs.ts';
import { note } from '../terminal/print.ts';
import { plain } from '../terminal/style.ts';
import { localTime } from '../terminal/times.ts';

/** Tells whoever sits here what a sign-in waits for, and where to do it. */
export function sayNeeds(account: string, { what, url, until }: NonNullable<RunReport['needs']>): void {
  note(`${account}: ${plain(what)}`);
  note(`Open ${url}`);
  note(`It waits until ${localTime(until)}.`);
}
