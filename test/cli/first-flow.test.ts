import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import { temporaryFolder } from '../support/engine.ts';

const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');
const text = readFileSync(join(root, 'docs/first-flow.md'), 'utf8');

/** The page's blocks in their order, with the file that a block of TypeScript goes into. */
const blocks = [...text.matchAll(/(?:into `([^`]+)`:\n\n)?```(sh|ts)\n([^]*?)```/g)].map(
  ([, file, kind, body = '']) => ({ file, kind, body }),
);

/** The clone is here, and Harbor on the port that it got. */
const here = (body: string, harbor: string) =>
  body.replaceAll(/~\/sidedoor|\$HOME\/sidedoor/g, root).replaceAll('http://127.0.0.1:8811/', harbor);

test('every command of "Your first flow" does what the page says', async () => {
  await using folder = await temporaryFolder();
  const harbor = await startHarbor();
  const [start, ...steps] = blocks;
  expect(start?.body).toContain('dist/replicas/harbor/main.js --port 8811');

  // One shell from the first command to the last, as the reader has it.
  const script = steps.map(({ file, kind, body }) =>
    kind === 'ts' ? `cat > ${file} <<'END'\n${body}END\n` : here(body, harbor.url),
  );
  const shell = spawn('bash', ['-e', '-s'], {
    cwd: folder.path,
    env: { ...process.env, NODE_OPTIONS: '', HOME: folder.path },
    stdio: 'pipe',
  });
  let stdout = '';
  let stderr = '';
  shell.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  shell.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  shell.stdin.end(script.join('\n'));
  const [code] = (await once(shell, 'close')) as [number | null];
  expect({ code, stderr: code === 0 ? '' : `${stdout}\n${stderr}` }).toEqual({ code: 0, stderr: '' });

  const { signIns } = harbor.inspect();
  await harbor.close();
  expect(signIns).toHaveLength(1);
  const answer = /^\{\n[^]*?^\}/m.exec(stdout.slice(stdout.indexOf('list-work-orders.flow.ts')))?.[0] ?? '';
  const { result } = JSON.parse(answer) as {
    result: { work_orders: { opened: string }[]; complete: { proven: boolean } };
  };
  expect(result.complete.proven).toBe(false);
  expect(result.work_orders.length).toBeGreaterThan(5);
  expect(result.work_orders[0]?.opened).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('the page has every file that it speaks of', async () => {
  const files = [...text.matchAll(/`(flows\/harbor\/[\w./-]+|replicas\/[\w./-]+)`/g)].map(
    ([, file = '']) => file,
  );
  expect(files).not.toEqual([]);
  for (const file of files) await readFile(join(root, file));
});
