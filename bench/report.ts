export function line(text: string): void {
  console.log(text);
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** "  warm call                 212 ms   1.04 × bare steps" */
export function row(what: string, figure: string, beside = ''): void {
  line(`  ${what.padEnd(34)}${figure.padStart(9)}   ${beside}`);
}

export const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
