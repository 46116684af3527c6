/** Visits every state that any order of steps leads to, breadth first, and answers the shortest way to a broken rule. */
export function explore<State>(
  initial: State,
  steps: (state: State) => { name: string; to: State }[],
  broken: (state: State) => string | undefined,
): { states: number; violation?: { rule: string; path: string[] } } {
  const seen = new Map<string, { from: string | undefined; by: string }>();
  const key = (state: State) => JSON.stringify(state);
  const first = key(initial);
  seen.set(first, { from: undefined, by: 'start' });
  const path = (end: string): string[] => {
    const { from, by } = seen.get(end)!;
    return from === undefined ? [by] : [...path(from), by];
  };
  const queue = [initial];
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at]!;
    const rule = broken(state);
    if (rule) return { states: seen.size, violation: { rule, path: path(key(state)) } };
    for (const { name, to } of steps(state)) {
      const next = key(to);
      if (seen.has(next)) continue;
      seen.set(next, { from: key(state), by: name });
      queue.push(to);
    }
  }
  return { states: seen.size };
}
