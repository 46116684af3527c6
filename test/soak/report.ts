import Table from 'cli-table3';
import type { Counts } from './count.ts';

/** All loads beside each other, one a column. */
export function tableOf(all: Counts[]): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const rows: [string, (counts: Counts) => string | number][] = [
    ['calls', ({ calls }) => calls],
    ['answered', ({ answered }) => answered],
    [
      'came to',
      ({ outcomes }) =>
        Object.entries(outcomes)
          .map(([code, n]) => `${n} ${code}`)
          .join('\n'),
    ],
    ['median', ({ median }) => seconds(median)],
    ['p95', ({ p95 }) => seconds(p95)],
    ['killed (-9)', ({ kills }) => kills],
    ['frozen', ({ freezes }) => freezes],
    ['sent again', ({ resent }) => resent],
    ['waited for a pause', ({ waits }) => waits],
    ['resumed by a person', ({ resumed }) => (resumed ? 1 : 0)],
    ['sign-ins', ({ signIns }) => signIns],
    ['lockouts', ({ lockouts }) => lockouts],
    ['most wrong passwords of a login', ({ wrongPasswords }) => wrongPasswords],
    ['runs thrown out', ({ kicked }) => kicked],
    ['overlapping requests', ({ overlaps }) => overlaps],
    ['codes reused', ({ codesReused }) => codesReused],
  ];
  const table = new Table({ head: ['', ...all.map(({ who }) => who)], style: { head: [], border: [] } });
  for (const [label, of] of rows) table.push([label, ...all.map((counts) => String(of(counts)))]);
  return table.toString();
}
