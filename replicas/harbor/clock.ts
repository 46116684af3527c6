import type { HarborSwitches } from './switches.ts';

/** What time Harbor's server believes it is, epoch milliseconds: in its `Date` header, and for its one-time codes. */
export function serverTime({ clockSkewSeconds }: HarborSwitches): number {
  return Date.now() + clockSkewSeconds * 1000;
}
