import type { Generated } from 'kysely';
import type { ScheduleEvent } from '../config/schedules.ts';

/** States of a firing. `open`: some process is at it. `held`: its list waits for a person. The others are final. */
export type FiringState = 'open' | 'done' | 'held' | 'failed' | 'missed';

/** What a canary says of its flow. */
export type CanaryState = 'working' | 'degraded' | 'changed';

/** Schedules and what became of each time that they came due. Times are epoch milliseconds. */
export interface ScheduleSchema {
  schedules: {
    name: string;
    /** Of its cron expression and time zone: with others it begins anew. */
    digest: string;
    /** Everything that came due up to then was decided on. */
    decided_until: number;
  };
  /** One row a time that came due and was claimed; `(schedule, due_at)` is unique. */
  firings: {
    schedule: string;
    due_at: number;
    state: FiringState;
    tool: string;
    account: string;
    /** Presence id of the process that has it, or had it last. */
    owner: string;
    /** How many processes have begun it. */
    tries: number;
    /** Of a missed one: how many times came due up to it, and nothing ran. */
    missed: number;
    run_id: string | null;
    claimed_at: number;
    ended_at: number | null;
    rows: number | null;
    /** Why it is held, missed or failed, or what the canary says. */
    says: string | null;
    /** Of a failed one: an ErrorRecord as JSON. */
    error: string | null;
    canary: CanaryState | null;
    /** Who had it delivered although it was held. */
    released_by: string | null;
    /** Whether somebody was told, while it was open, that it is late. */
    late_told: Generated<number>;
    /** What is to be told of it, and when that was done. */
    event: ScheduleEvent | null;
    told_at: number | null;
  };
}

/** In order; each statement can run again. */
export const scheduleDdl = [
  `create table if not exists schedules (name text primary key, digest text not null, decided_until integer not null)`,
  // Of all processes on all machines one fires a schedule at a time that comes due: two rows are impossible in data.
  `create table if not exists firings (schedule text not null, due_at integer not null, state text not null,
    tool text not null, account text not null, owner text not null, tries integer not null, missed integer not null,
    run_id text, claimed_at integer not null, ended_at integer, rows integer, says text, error text, canary text,
    released_by text, late_told integer not null default 0, event text, told_at integer,
    primary key (schedule, due_at))`,
  `create index if not exists firings_open on firings (owner) where state = 'open'`,
  `create index if not exists firings_untold on firings (owner) where event is not null and told_at is null`,
  `create index if not exists firings_of_canaries on firings (tool, due_at) where canary is not null`,
];
