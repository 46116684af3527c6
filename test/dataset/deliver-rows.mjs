import { setTimeout as pause } from 'node:timers/promises';
import { toSink } from '../../dist/src/sinks/to-sink.js';

/** As a process of its own: delivers so many rows of a run to a target; says when it is half way, and may stay there. */
const [, , target, runId, count, stays] = process.argv;
const sink = await toSink(target, { table: 'rows', isRaw: false, resolve: async () => '' });
const columns = { no: 'text', count: 'integer' };
await sink({
  runId,
  tool: 'tiny_list_many',
  account: 'main',
  input: {},
  field: 'rows',
  certificate: { proven: true, because: 'the test says so', rows: Number(count), columns, key: ['no'] },
  columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
  async *rows() {
    for (let at = 0; at < Number(count); at++) {
      if (at === Number(count) / 2) {
        process.stdout.write('half\n');
        if (stays) await pause(3_600_000);
      }
      yield { no: `R-${at}`, count: at };
    }
  },
});
