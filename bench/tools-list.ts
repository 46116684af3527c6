import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { descendants } from '../test/support/processes.ts';
import { median, ms, row } from './report.ts';
import type { Subject } from './subjects.ts';

const main = new URL('../dist/src/main.js', import.meta.url).pathname;
const rounds = 9;

/** From the start of the process to the list of tools, over stdio; and that no browser was started for it. */
export async function benchToolsList({ config }: Subject): Promise<void> {
  const file = join(config.store!, 'sidedoor.config.json');
  writeFileSync(file, JSON.stringify(config));
  const times: number[] = [];
  let browsers = 0;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const child = spawn(process.execPath, [main, 'mcp', '--config', file], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const send = (message: object) =>
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    const clientInfo = { name: 'bench', version: '0' };
    send({
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo },
    });
    send({ method: 'notifications/initialized' });
    send({ id: 2, method: 'tools/list' });
    let text = '';
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (/"id":2[,}]/.test(text)) resolve();
      }),
    );
    times.push(performance.now() - began);
    browsers += descendants(child.pid!).length;
    child.stdin.end();
    await new Promise((resolve) => child.once('exit', resolve));
  }
  row('tools/list from spawn', ms(median(times)), `${browsers} browsers started`);
}
