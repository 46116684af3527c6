import { compose } from '../src/compose.ts';
import { toConfig } from '../src/config/load.ts';
import { row } from './report.ts';
import { memory } from './resident.ts';
import type { Subject } from './subjects.ts';

const runs = 300;
const settled = 50;

/** Resident memory after the first runs, and after all of them: of our own process, and with its whole browser. */
export async function benchMemory(subject: Subject): Promise<void> {
  // The cold scripts of before have thrown its session out; that is not what is measured here.
  subject.config.accounts['bench']!.onKicked = 'take_over';
  const engine = await compose(toConfig(subject.config, '/sidedoor.config.json'));
  let before = 0;
  let wholeBefore = 0;
  for (let run = 1; run <= runs; run++) {
    const report = await engine.runs.wait(await engine.runs.start(subject), 120_000);
    if (report.state !== 'done') throw new Error(JSON.stringify(report.error));
    if (run === settled) {
      before = resident();
      wholeBefore = await memory();
    }
  }
  const after = resident();
  const whole = await memory();
  await engine.close();
  row(`memory after ${settled} runs, after ${runs}`, `${before} MB`, `${after} MB`);
  row('the same, with the browser', `${Math.round(wholeBefore)} MB`, `${Math.round(whole)} MB`);
}

function resident(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().rss / 1_048_576);
}
