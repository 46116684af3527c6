/** Serves the fixture on stdio, as a program of its own. With NOISE it also prints what a careless flow prints. */
import { log } from 'node:console';
import { serveStdio } from '../../../src/mcp/stdio.ts';
import { createFixture } from './fixture.ts';

const fixture = createFixture((event) => process.stderr.write(`${event}\n`));
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());

const served = serveStdio({ createServer: fixture.createServer, signal: stop.signal });
if (process.env['NOISE']) {
  log('a flow printed this');
  process.stdout.write('and this, without an end of line');
}
await served;
process.stderr.write('served\n');
process.stdin.destroy();
