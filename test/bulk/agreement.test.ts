import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { json } from '../cli/program.ts';
import { onceEach, openOffice, ordersCsv, tool } from './office.ts';
import type { Office } from './office.ts';

const main = new URL('../../dist/src/main.js', import.meta.url).pathname;

/** Writes of the account are to be confirmed. */
let office: Office;

// Each starts the program several times, which takes long where others are at work.
vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  office = await openOffice('confirm');
});
afterAll(() => office[Symbol.asyncDispose]());

const order = (description: string) => [
  '--building',
  'HBR',
  '--unit',
  '203',
  '--category',
  'Plumbing',
  '--description',
  description,
];
const run = (description: string, ...options: string[]) =>
  office.sidedoor(['run', tool, ...order(description), ...options]);

interface RunJson {
  run_id: string;
  status: string;
  repeated?: boolean;
  result: { preview_token: string; number: string };
}

/** On a terminal of its own; types the answer once it is asked. */
async function onTerminal(args: string[], answer: string): Promise<{ code: number | null; text: string }> {
  const words = [process.execPath, main, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', words, '/dev/null'], {
    cwd: office.folder,
    env: { ...process.env, ...office.at.env, TERM: 'xterm', NO_COLOR: '1' },
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await expect.poll(() => text, { timeout: 120_000 }).toContain('[y/N]');
  child.stdin.write(answer);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

test('on a pipe a write is previewed, exit code 3; the token writes what was shown; a repetition says so', async () => {
  const shown = await run('Piped');
  expect(shown.code).toBe(3);
  expect(shown.stdout).toMatch(/^brief_description\tPiped$/m);
  expect(shown.stdout).toMatch(/^trip_charge\t45\.00$/m);
  expect(shown.stderr).toContain('Nothing was written: somebody has to agree.');
  expect(office.made()).toEqual({});

  const token = /--preview-token (pv_[0-9a-f]+)/.exec(shown.stderr)![1]!;
  const written = await run('Piped', '--preview-token', token);
  expect(written.code, written.stderr).toBe(0);
  expect(office.made()).toEqual(onceEach(['Piped']));

  const again = await run('Piped');
  expect(again.code).toBe(0);
  expect(again.stderr).toMatch(/^Already written by run run_[0-9a-f]{12}: nothing was written now\./m);
  expect(json<RunJson>(await run('Piped', '--json'))).toMatchObject({ status: 'done', repeated: true });
  expect(office.made()).toEqual(onceEach(['Piped']));

  const stale = await run('Other', '--preview-token', token);
  expect(stale.code).toBe(2);
  expect(stale.stderr).toContain('The preview_token is of other arguments.');
});

test('--preview is a success and writes nothing; --yes writes, and the run tells who agreed to what', async () => {
  const preview = await run('Agreed', '--preview', '--json');
  expect(preview.code).toBe(0);
  expect(json<RunJson>(preview)).toMatchObject({ status: 'preview' });
  expect(office.made()['Agreed']).toBeUndefined();

  const written = await run('Agreed', '--yes', '--idempotency-key', 'order-77', '--json');
  expect(written.code, written.stderr).toBe(0);
  expect(office.made()['Agreed']).toBe(1);
  const { run_id } = json<RunJson>(written);
  const one = json(await office.sidedoor(['runs', run_id, '--json']));
  expect(one).toMatchObject({
    write: {
      state: 'confirmed',
      idempotency_key: 'order-77',
      mark: expect.stringMatching(/^SD-/) as string,
      request: { method: 'POST', fields: { txtBrief: 'Agreed' } },
      approval: { how: 'terminal', who: expect.stringMatching(/, with --yes$/) as string },
    },
  });
  const words = (await office.sidedoor(['runs', run_id])).stdout;
  expect(words).toMatch(/^write +written$/m);
  expect(words).toMatch(/^key +order-77$/m);
});

test('on a terminal it shows the values and asks; no writes nothing, yes writes', async () => {
  const no = await onTerminal(['run', tool, ...order('Asked')], 'n\n');
  expect(no.code).toBe(3);
  expect(no.text).toMatch(/brief description +Asked/);
  expect(office.made()['Asked']).toBeUndefined();
  const yes = await onTerminal(['run', tool, ...order('Asked')], 'y\n');
  expect(yes.code).toBe(0);
  expect(office.made()['Asked']).toBe(1);
});

test('help shows the options of a write for flows that write only', async () => {
  const writes = await office.sidedoor(['run', tool, '--help']);
  for (const option of ['--preview ', '--preview-token <text>', '--idempotency-key <text>', '--yes '])
    expect(writes.stdout).toContain(option);
  const reads = await office.sidedoor(['run', 'harbor_list_work_orders', '--help']);
  expect(reads.stdout).not.toContain('--preview');
  const refused = await office.sidedoor(['run', 'harbor_list_work_orders', '--preview']);
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no field "--preview"') as string,
  });
});

test('a bulk on a pipe wants --yes, and its receipts say that it was agreed to as a whole', async () => {
  await office.write('orders.csv', ordersCsv(['Row A', 'Row B']));
  const unsaid = await office.sidedoor(['bulk', tool, 'orders.csv']);
  expect(unsaid.code).toBe(3);
  expect(unsaid.stdout).toMatch(/^3\tHBR\t203\tPlumbing\tRow B$/m);
  expect(office.made()['Row A']).toBeUndefined();

  expect(await office.sidedoor(['bulk', tool, 'orders.csv', '--yes'])).toMatchObject({ code: 0 });
  expect(office.made()).toMatchObject(onceEach(['Row A', 'Row B']));
  const [first] = await office.results('orders.result.csv');
  const one = json(await office.sidedoor(['runs', first!['run_id']!, '--json']));
  expect(one).toMatchObject({
    write: {
      approval: {
        how: 'terminal',
        who: expect.stringMatching(/, with --yes: bulk of 2 rows \(bulk_/) as string,
      },
    },
  });
});

test('a bulk on a terminal shows the first form and all rows, asks once, and draws a bar', async () => {
  await office.write('asked.csv', ordersCsv(['Row C', 'Row D']));
  const { code, text } = await onTerminal(['bulk', tool, 'asked.csv'], 'y\n');
  expect(code).toBe(0);
  expect(text).toMatch(/brief description +Row C/);
  expect(text).toContain('Write these 2 rows in "lakeside"? [y/N]');
  expect(text).toMatch(/█+ 2\/2 · \d+ rows\/min/);
  expect(office.made()).toMatchObject(onceEach(['Row C', 'Row D']));
});
