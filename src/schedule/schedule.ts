import type { Config } from '../config/schema.ts';
import type { Occurrences } from './occurrences.ts';

type Configured = Config['schedules'][string];

/** Hours in which nothing begins, on the clock of a time zone. */
interface Quiet {
  hours: string;
  timeZone: string | undefined;
}

/** A schedule of the config that passed every check, with what it needs from elsewhere in the config. */
export interface Schedule extends Omit<Configured, 'account' | 'notify'> {
  name: string;
  /** Name of the account. */
  account: string;
  /** Left out for one that only a person or another timer starts. */
  occurrences?: Occurrences;
  /** Its own and its account's. */
  quiet: Quiet[];
  notify?: Config['notify'];
  /** Of when it comes due. */
  digest: string;
}
