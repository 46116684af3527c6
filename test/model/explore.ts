/**
 * Visits every state that any order of steps leads to, breadth first, and answers the shortest way to a broken rule.
 * States of one key are one state: the key must tell apart whatever `steps` or `broken` can.
 */
export function explore<State>(
  initial: State,
  steps: (state: State) => { name: string; to: State }[],
  broken: (state: State) => string | undefined,
  key: (state: State) => string,
): { states: number; violation?: { rule: string; path: string[] } } {
  const seen = new Set([key(initial)]);
  const visits: { state: State; from: number; by: string }[] = [{ state: initial, from: -1, by: 'start' }];
  const path = (at: number): string[] => {
    const { from, by } = visits[at]!;
    return from < 0 ? [by] : [...path(from), by];
  };
  for (let at = 0; at < visits.length; at++) {
    const { state } = visits[at]!;
    const rule = broken(state);
    if (rule) return { states: seen.size, violation: { rule, path: path(at) } };
    for (const { name, to } of steps(state)) {
      const next = key(to);
      if (seen.has(next)) continue;
      seen.add(next);
      visits.push({ state: to, from: at, by: name });
    }
  }
  return { states: seen.size };
}
