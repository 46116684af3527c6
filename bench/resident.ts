import { readFileSync } from 'node:fs';
import { descendants } from '../test/support/processes.ts';

/**
 * Resident memory of this process and of all below it, MB; what they share is counted once (proportional set size, as
 * Linux knows it; elsewhere there is no such figure).
 */
export async function memory(): Promise<number> {
  globalThis.gc?.();
  // Renderers of closed pages take a moment to end.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const pids = [process.pid, ...descendants(process.pid).map(({ pid }) => pid)];
  const kilobytes = pids.map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0; // It has just ended.
    }
  });
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1_024;
}
