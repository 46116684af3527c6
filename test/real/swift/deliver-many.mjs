import { toSink } from '../../../dist/src/sinks/to-sink.js';
import { manyRows } from './many-rows.mjs';

/** As a process of its own: delivers so many rows of a run to a target, and prints what came of it. */
const [, , target, runId, count] = process.argv;
const sink = await toSink(target, { table: 'rows', isRaw: false, resolve: async () => '' });
process.stdout.write(`${JSON.stringify(await sink(manyRows(runId, Number(count))))}\n`);
