import { compose } from '../../dist/src/compose.js';
import { toConfig } from '../../dist/src/config/load.js';

/** As a process of its own, on a config: emits so many rows through the whole engine, and prints how its memory went. */
const [, , config, count] = process.argv;
const engine = await compose(toConfig(JSON.parse(config), '/sidedoor.config.json'));
const run = async (n) =>
  engine.runs.wait(await engine.runs.start({ tool: 'tiny_list_many', args: { n } }), 600_000);
const megabytes = () => {
  globalThis.gc();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { rss: rss / 1_048_576, held: (heapUsed + arrayBuffers) / 1_048_576 };
};

await run(5_000);
const before = megabytes();
let most = before;
const watch = setInterval(() => {
  const now = megabytes();
  most = { rss: Math.max(most.rss, now.rss), held: Math.max(most.held, now.held) };
}, 1_000);
const started = performance.now();
const { output, error } = await run(Number(count));
clearInterval(watch);
const seconds = (performance.now() - started) / 1_000;
process.stdout.write(`${JSON.stringify({ before, most, seconds, error, complete: output?.complete })}\n`);
await engine.close();
