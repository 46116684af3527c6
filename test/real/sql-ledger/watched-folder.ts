import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What stood in the folder whenever a process of its own looked: the digests of each file, by its name. */
export async function watchFolder(folder: string, ...names: string[]) {
  const child = spawn(process.execPath, ['-e', watcher, folder, ...names], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child.stdout, 'data');
  return async () => {
    child.stdin.end();
    await once(child, 'close');
    return JSON.parse(said.trim().split('\n').at(-1)!) as { looks: number; seen: Record<string, string[]> };
  };
}

const watcher = `
  const { readFileSync } = require('node:fs');
  const { createHash } = require('node:crypto');
  const [, folder, ...names] = process.argv;
  const seen = Object.fromEntries(names.map((name) => [name, new Set()]));
  let looks = 0;
  let isOver = false;
  process.stdin.on('end', () => (isOver = true)).resume();
  const look = () => {
    for (const name of names) {
      try { seen[name].add(createHash('sha256').update(readFileSync(folder + '/' + name)).digest('hex')); }
      catch { seen[name].add('none'); }
    }
    looks++;
    if (!isOver) return void setTimeout(look, 20);
    console.log(JSON.stringify({ looks, seen: Object.fromEntries(names.map((name) => [name, [...seen[name]]])) }));
  };
  process.stdout.write('looking\\n', look);
`;
