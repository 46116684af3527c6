import type { Harbor } from '../../replicas/harbor/index.ts';
import type { Store } from '../../src/journal/store.ts';

/** One try of a run, as the journal has it: from the moment that it had its account's lane. Epoch milliseconds. */
export interface Turn {
  account: string;
  runId: string;
  from: number;
  to: number;
}

/** What reached the application for one login: a page, or a password. */
export interface Touch {
  account: string;
  /** Whose browser; of a password those that may have sent it. */
  agents: string[];
  at: number;
  until: number;
  what: string;
}

export async function turnsOf(store: Store): Promise<Turn[]> {
  const changes = await store
    .selectFrom('state_changes')
    .innerJoin('runs', 'runs.id', 'state_changes.run_id')
    .select(['runs.account', 'run_id as runId', 'state_changes.state', 'at'])
    .orderBy('seq')
    .execute();
  const turns: Turn[] = [];
  const open = new Map<string, Turn>();
  for (const { account, runId, state, at } of changes) {
    const turn = open.get(runId);
    if (turn) turn.to = at;
    open.delete(runId);
    if (state !== 'running') continue;
    const next = { account, runId, from: at, to: Infinity };
    open.set(runId, next);
    turns.push(next);
  }
  return turns;
}

/** In the order in which they came. */
export function touchesOf(harbors: Harbor[]): Touch[] {
  const touches = harbors.flatMap((harbor) => {
    const { requests, signIns } = harbor.inspect();
    const pages = requests.flatMap(({ user, formerUser, agent, method, path, startedAt, endedAt }) => {
      const account = user ?? formerUser;
      if (account === null) return [];
      return [{ account, agents: [agent], at: startedAt, until: endedAt, what: `${method} ${path}` }];
    });
    const passwords = signIns.map(({ user, at }) => {
      const sent = requests.filter(
        (one) => one.method === 'POST' && one.user === null && one.startedAt <= at && at <= one.endedAt,
      );
      const agents = sent.map(({ agent }) => agent);
      return { account: user, agents, at, until: at, what: 'a password' };
    });
    return [...pages, ...passwords];
  });
  return touches.toSorted((a, b) => a.at - b.at);
}

/**
 * Two hands on one keyboard: what came for a login while another browser had its turn, what was under way at the same
 * time for two browsers, and turns of one login that the journal has at the same time.
 */
export function overlaps(turns: Turn[], touches: Touch[]): string[] {
  const accounts = new Set(turns.map(({ account }) => account));
  return [...accounts].flatMap((account) => {
    const own = turns.filter((turn) => turn.account === account).toSorted((a, b) => a.from - b.from);
    const seen = touches.filter((touch) => touch.account === account);
    const twice = own.flatMap((turn, n) => {
      const before = own[n - 1];
      return before && before.to > turn.from ? [`${account}: ${turn.runId} beside ${before.runId}`] : [];
    });
    return [...twice, ...foreign(own, seen), ...beside(seen)];
  });
}

function foreign(turns: Turn[], touches: Touch[]): string[] {
  return turns.flatMap((turn, n) => {
    const until = turns[n + 1]?.from ?? Infinity;
    const within = touches.filter(({ at }) => at >= turn.from && at < until);
    const [first] = within;
    const hand = within.find(({ agents }) => agents.length === 1)?.agents[0];
    if (!first || hand === undefined) return [];
    return within
      .filter(({ agents }) => !agents.includes(hand))
      .map(({ account, agents, what }) => `${account}: ${what} of ${agents.join()} in a turn of ${hand}`);
  });
}

function beside(touches: Touch[]): string[] {
  return touches.flatMap((touch, n) =>
    touches
      .slice(n + 1)
      .filter((other) => other.at < touch.until && touch.at < other.until)
      .filter((other) => !other.agents.some((agent) => touch.agents.includes(agent)))
      .map((other) => `${touch.account}: ${touch.what} of ${touch.agents.join()} beside ${other.what}`),
  );
}

/** How long after an accident to a browser another one worked for each login whose turn it had. Milliseconds. */
export function movedAfter(
  { agent, at }: { agent: string; at: number },
  turns: Turn[],
  touches: Touch[],
): number[] {
  const held = turns.filter(({ from, to }) => from <= at && at < to);
  return held.flatMap(({ account }) => {
    const own = touches.filter((touch) => touch.account === account);
    const last = own.findLast((touch) => touch.at <= at);
    const next = own.find((touch) => touch.at > at && !touch.agents.includes(agent));
    const same = own.find((touch) => touch.at > at + sent && touch.agents.includes(agent));
    if (!last?.agents.includes(agent) || !next || (same && same.at < next.at)) return [];
    return [next.at - at];
  });
}

/** What was on its way at an accident has come by then. Milliseconds. */
const sent = 1_000;
