import type { HarborInspection } from '../../replicas/harbor/index.ts';
import type { Answer } from './load.ts';
import type { Office } from './office.ts';

/** A run while its process lived. Epoch milliseconds. */
export interface LiveRun {
  user: string;
  /** The User-Agent of its browser. */
  agent: string;
  from: number;
  to: number;
}

/** What a load came to: the callers' side, and the application's. */
export interface Counts {
  who: string;
  calls: number;
  answered: number;
  /** By `done`, or the code of the error. */
  outcomes: Record<string, number>;
  /** Of the calls on logins whose password was always right: how many came to `done`, as a share. */
  doneOfRight: number;
  /** Whether the login whose password was changed came to `done` again once the file was. */
  recovered: string;
  /** What errors said, but for accounts that are paused: each once. */
  surprises: string[];
  /** Milliseconds. */
  median: number;
  p95: number;
  kills: number;
  freezes: number;
  /** Calls that were sent again, because their server died. */
  resent: number;
  /** How often a caller was told when a paused account opens again, and waited for it. */
  waits: number;
  /** Whether the login whose password was changed needed a person beside the one who corrected it. */
  resumed: boolean;
  signIns: number;
  lockouts: number;
  /** Most wrong passwords of one login; each has had one wrong version of its password. */
  wrongPasswords: number;
  codesReused: number;
  /** Sessions that were ended by another sign-in while somebody worked with them. */
  kicked: number;
  /** Requests and sign-ins of a user between the first and the last request of somebody else's run. */
  overlaps: number;
}

export function count(
  who: string,
  office: Office,
  answers: Answer[],
  runs: LiveRun[],
  agents: { name: string; diedAt?: number }[],
): Counts {
  const seen = office.harbor.inspect();
  const of = (kind: string) =>
    office.logins.filter(({ password }) => password === kind).map(({ user }) => user.name);
  const right = answers.filter(({ call }) => of('right').includes(call.user));
  const times = answers.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const outcomes: Record<string, number> = {};
  for (const { outcome } of answers) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const attempts = (outcome: string) => seen.signIns.filter((attempt) => attempt.outcome === outcome);
  const wrong = office.logins.map(
    ({ user }) => attempts('wrong_password').filter((attempt) => attempt.user === user.name).length,
  );
  return {
    who,
    calls: answers.length,
    answered: answers.filter(({ outcome }) => outcome !== 'hangs').length,
    outcomes,
    surprises: [
      ...new Set(
        answers
          .filter(({ outcome, says }) => says !== undefined && outcome !== 'ACCOUNT_PAUSED')
          .map(({ outcome, says }) => `${outcome}: ${says ?? ''}`),
      ),
    ],
    doneOfRight: right.filter(({ outcome }) => outcome === 'done').length / right.length,
    recovered: '',
    median: times[Math.floor(times.length / 2)]!,
    p95: times[Math.floor(times.length * 0.95)]!,
    kills: 0,
    freezes: 0,
    resent: 0,
    waits: 0,
    resumed: false,
    signIns: attempts('signed_in').length,
    lockouts: seen.lockouts,
    wrongPasswords: Math.max(...wrong),
    codesReused: seen.codes.filter(({ outcome }) => outcome === 'reused').length,
    kicked: seen.thrownOut,
    overlaps: overlaps(seen, runs, agents),
  };
}

/**
 * A run has its user to itself from its first request to its last, as the application saw them. What a dying browser
 * still sends after its process was killed is nobody's hand.
 */
function overlaps(
  { requests, signIns }: HarborInspection,
  runs: LiveRun[],
  agents: { name: string; diedAt?: number }[],
): number {
  const death = new Map(agents.map(({ name, diedAt }) => [name, diedAt ?? Infinity]));
  const living = requests.filter(({ agent, startedAt }) => startedAt <= (death.get(agent) ?? Infinity));
  const isIn = (at: number, { from, to }: { from: number; to: number }) => at > from && at < to;
  let found = 0;
  for (const run of runs) {
    const own = living.filter(
      ({ agent, user, formerUser, startedAt }) =>
        agent === run.agent &&
        (user ?? formerUser) === run.user &&
        startedAt >= run.from &&
        startedAt <= run.to,
    );
    if (own.length === 0) continue;
    const span = { from: own[0]!.startedAt, to: own.at(-1)!.startedAt };
    const foreign = living.filter(
      ({ agent, user, startedAt }) => user === run.user && agent !== run.agent && isIn(startedAt, span),
    );
    const mine = requests.filter(
      ({ agent, method, user }) => agent === run.agent && method === 'POST' && user === null,
    );
    const signedIn = signIns.filter(
      ({ user, at }) =>
        user === run.user &&
        isIn(at, span) &&
        !mine.some(({ startedAt, endedAt }) => startedAt <= at && at <= endedAt),
    );
    const twice = runs.filter(
      (other) =>
        other !== run && other.user === run.user && other.agent === run.agent && isIn(other.from, span),
    );
    found += foreign.length + signedIn.length + twice.length;
  }
  return found;
}

/** What must not be. Empty when all is well. */
export function violations(counts: Counts): string[] {
  const rules: [isBroken: boolean, what: string][] = [
    [counts.answered < counts.calls, `${counts.calls - counts.answered} calls hang`],
    [(counts.outcomes['untyped error'] ?? 0) > 0, 'an error has no code'],
    [counts.lockouts > 0, `${counts.lockouts} lockouts`],
    [counts.kicked > 0, `${counts.kicked} runs were thrown out`],
    [counts.overlaps > 0, `${counts.overlaps} requests came into somebody else's run`],
    [counts.codesReused > 0, `${counts.codesReused} codes were sent twice`],
    [counts.wrongPasswords > 2, `a wrong password was sent ${counts.wrongPasswords} times`],
    [counts.doneOfRight < 0.9, `only ${Math.round(counts.doneOfRight * 100)} % of what could be done was`],
    [counts.recovered !== 'done', `the changed password was corrected in vain: ${counts.recovered}`],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, what]) => what);
}
