import { Busy } from '../errors.ts';
import type { Store } from '../journal/store.ts';
import type { Account, Pace as Limits } from '../session/account.ts';
import { quietUntil } from './pace-hours.ts';
import { bookLoad, noteLoad } from './pace-loads.ts';

/** Ceilings over all accounts of one host. */
export interface HostLimits {
  sessions?: number | undefined;
  runsPerHour?: number | undefined;
}

/** The lane that every run on a host passes besides that of its account. */
export interface HostLane {
  host: string;
  sessions: number;
}

/** Why no run may begin, and from when on one may, epoch milliseconds. */
interface Hindrance {
  why: string;
  until: number;
}

const hour = 3_600_000;

/** How gently each account and each host is used, by what the store knows of all processes. Without limits it costs nothing. */
export class Pace {
  readonly #store: Store;
  readonly #accounts: Map<string, Account>;
  readonly #hosts: Record<string, HostLimits>;

  constructor(store: Store, accounts: Map<string, Account>, hosts: Record<string, HostLimits>) {
    this.#store = store;
    this.#accounts = accounts;
    this.#hosts = hosts;
  }

  /**
   * To be asked before a run is written down, so that nobody waits in a queue for it.
   *
   * @throws Busy, saying when the next run may begin.
   */
  async check(account: Account): Promise<void> {
    refuse(await this.hindrance(account));
  }

  /**
   * To be asked once the run is written down: of calls that came at the same moment, in other processes too, each sees
   * the others then. More than the limit never pass; of those that tie at it, possibly none.
   *
   * @throws Busy
   */
  async confirm(account: Account): Promise<void> {
    refuse(await this.#spent(account, 1));
  }

  /**
   * To be asked when it is the run's turn: the night may have come while it waited.
   *
   * @throws Busy
   */
  checkQuiet(account: Account): void {
    refuse(quiet(account));
  }

  isQuiet(account: Account): boolean {
    return quiet(account) !== undefined;
  }

  /** Why no run of the account may begin now; undefined when one may. */
  async hindrance(account: Account): Promise<Hindrance | undefined> {
    const spent = await this.#spent(account, 0);
    if (!spent) return quiet(account);
    // The hour may be over in the middle of the night.
    const then = quiet(account, Math.max(spent.until, Date.now()));
    return then ? { ...spent, until: then.until } : spent;
  }

  hostLane(account: Account): HostLane | undefined {
    const host = this.#host(account);
    const sessions = host === undefined ? undefined : this.#hosts[host]?.sessions;
    return host === undefined || sessions === undefined ? undefined : { host, sessions };
  }

  /** Books the account's next page load and answers how long to hold it back, milliseconds. */
  bookLoad({ name, pace }: Account): Promise<number> {
    return bookLoad(this.#store, name, gapOf(pace));
  }

  /** Takes note of a page load that is not held back. */
  noteLoad({ name, pace }: Account): Promise<void> {
    return noteLoad(this.#store, name, gapOf(pace));
  }

  /** What is over its hourly limit, where `own` of the runs counted are the caller's. */
  async #spent(account: Account, own: 0 | 1): Promise<Hindrance | undefined> {
    const host = this.#host(account);
    const limits = [
      { what: `"${account.name}"`, most: account.pace.runsPerHour, of: [account.name] },
      {
        what: `the host ${host}`,
        most: host === undefined ? undefined : this.#hosts[host]?.runsPerHour,
        of: [...this.#accounts.values()].filter((each) => this.#host(each) === host).map(({ name }) => name),
      },
    ];
    let spent: Hindrance | undefined;
    for (const { what, most, of } of limits) {
      if (most === undefined) continue;
      const begun = await this.#runsOfLastHour(of);
      const nextAt = (begun[most - 1 + own] ?? -hour) + hour;
      if (nextAt <= (spent?.until ?? 0)) continue;
      spent = { why: `${what} has had the ${count(most)} that it may have in an hour`, until: nextAt };
    }
    return spent;
  }

  /** When the accounts' runs of the last hour were written down, newest first. One that never had its turn does not count. */
  async #runsOfLastHour(accounts: string[]): Promise<number[]> {
    const rows = await this.#store
      .selectFrom('runs')
      .select('created_at')
      .where('account', 'in', accounts)
      .where('created_at', '>', Date.now() - hour)
      .where((where) => where.or([where('started_at', 'is not', null), where('finished_at', 'is', null)]))
      .orderBy('created_at', 'desc')
      .execute();
    return rows.map(({ created_at }) => Number(created_at));
  }

  /** The key of the account's host among the configured ones: with its port, if it is named so. */
  #host({ url }: Account): string | undefined {
    const { host, hostname } = new URL(url);
    return [host, hostname].find((name) => name in this.#hosts);
  }
}

function quiet({ name, pace }: Account, now = Date.now()): Hindrance | undefined {
  const { quietHours, timeZone } = pace;
  if (quietHours === undefined) return undefined;
  const until = quietUntil(quietHours, timeZone, now);
  if (until === undefined) return undefined;
  const zone = timeZone === undefined ? '' : ` ${timeZone}`;
  return { why: `"${name}" has its quiet hours (${quietHours}${zone})`, until };
}

function refuse(hindrance: Hindrance | undefined): void {
  if (!hindrance) return;
  const at = new Date(hindrance.until).toISOString();
  throw new Busy(`${hindrance.why}; the next run may begin at ${at}.`, { hint: `Call again after ${at}.` });
}

const gapOf = ({ gapSeconds = 0 }: Limits) => Math.round(gapSeconds * 1_000);

const count = (runs: number) => (runs === 1 ? 'one run' : `${runs} runs`);
