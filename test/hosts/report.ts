import Table from 'cli-table3';
import type { Accident, Kind } from './accidents.ts';
import type { Counts } from './count.ts';

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

export function medianAndMax(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  if (sorted.length === 0) return 'none';
  const median = seconds(sorted[Math.floor(sorted.length / 2)]!);
  return `${median} (longest ${seconds(sorted.at(-1)!)}, of ${sorted.length})`;
}

export function tableOf(counts: Counts): string {
  const { outcomes, accidents, moved } = counts;
  const list = (all: Record<string, number>) =>
    Object.entries(all)
      .map(([name, n]) => `${n} ${name}`)
      .join(', ');
  const of = (kind: Kind) => accidents.filter((accident) => accident.kind === kind);
  const rows: [string, string | number][] = [
    ['runs', `${counts.runs}, ${counts.writes} of them writes`],
    ['came to', list(outcomes)],
    ['... called again, as an error asked for', counts.again],
    ['without an answer', counts.unanswered],
    ['without an end in the journal', counts.unfinished],
    ['overlaps', counts.overlaps.length],
    ['writes lost', counts.lost.length],
    ['writes doubled', counts.doubled.length],
    ['writes denied, and there', counts.denied.length],
    ['writes without one receipt', counts.receipts],
    ['lockouts', counts.lockouts],
    ['sessions thrown out', counts.thrownOut],
    ['workers killed -9', of('killed').length],
    ['workers frozen', frozenOrCut(of('frozen'))],
    ['networks cut', frozenOrCut(of('cut'))],
    ['turns that began a run anew', counts.anew],
    ['an account moved on after a kill', medianAndMax(moved.killed)],
    ['... after a freeze', medianAndMax(moved.frozen)],
    ['... after a cut', medianAndMax(moved.cut)],
    [
      'time to the answer',
      `${seconds(counts.median)}, p95 ${seconds(counts.p95)}, longest ${seconds(counts.longest)}`,
    ],
    ['sign-ins', counts.signIns],
    ['requests', counts.requests],
  ];
  const table = new Table({ style: { head: [], border: [] } });
  for (const [label, value] of rows) table.push([label, String(value)]);
  return table.toString();
}

function frozenOrCut(all: Accident[]): string {
  if (all.length === 0) return '0';
  const times = all.map(({ ms }) => ms);
  return `${all.length}, for ${seconds(Math.min(...times))} to ${seconds(Math.max(...times))}`;
}
