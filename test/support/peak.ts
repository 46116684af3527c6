import { readdirSync, readFileSync } from 'node:fs';

/** The most memory that a process, and the largest renderer below it, have had. Megabytes; 0 where /proc has none. */
export interface Peak {
  node: number;
  renderer: number;
}

/** Watches a process and what it starts until `stop`, and tells the peaks. */
export function watchPeak(pid: number): { stop: () => Peak } {
  const peak: Peak = { node: 0, renderer: 0 };
  const look = () => {
    peak.node = Math.max(peak.node, mostOf(pid));
    for (const renderer of renderersBelow(pid)) peak.renderer = Math.max(peak.renderer, mostOf(renderer));
  };
  const timer = setInterval(look, 250);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

function renderersBelow(pid: number): number[] {
  const below = new Set([pid]);
  const all = orNothing(() => readdirSync('/proc').map(Number).filter(Boolean)) ?? [];
  // Children have higher numbers than their parents, unless the numbers have begun again.
  for (const each of all.toSorted((one, other) => one - other)) {
    const stat = text(`/proc/${each}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (below.has(parent)) below.add(each);
  }
  return [...below].filter((each) => text(`/proc/${each}/cmdline`).includes('--type=renderer'));
}

const mostOf = (pid: number) =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(text(`/proc/${pid}/status`))?.[1] ?? 0) / 1_024);

const text = (file: string) => orNothing(() => readFileSync(file, 'utf8')) ?? '';

/** Whatever is looked at may have ended meanwhile. */
function orNothing<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
