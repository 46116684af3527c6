import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSite, json, start } from './program.ts';
import type { Site } from './program.ts';

interface RunJson {
  run_id: string;
  status: string;
  tool: string;
  account: string;
  ms: number;
  input: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { code: string; message: string; hint: string; step?: string };
  steps: { title: string; ms: number }[];
  evidence: { name: string; bytes: number }[];
}

let site: Site;

beforeAll(async () => {
  site = await createSite();
});

afterAll(() => site[Symbol.asyncDispose]());

const rows = ['run', 'tiny_list_rows', '--account', 'main'];
const misbehave = ['run', 'tiny_misbehave', '--account', 'main'];

test('on a pipe stdout holds the list alone, tab-separated, and stderr the rest', async () => {
  const { code, stdout, stderr } = await site.sidedoor([...rows, '--n', '2']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'no\tamount\nR-1\t1.50\nR-2\t2.50\n' });
  expect(stderr).toContain('2 rows, complete: the table has no pages');
  expect(stderr).toMatch(/^run_[0-9a-f]{12} .* account main$/m);
});

test('an empty list still has its headings, and says that it is complete', async () => {
  const { stdout, stderr } = await site.sidedoor([...rows, '--n=0']);
  expect(stdout).toBe('no\tamount\n');
  expect(stderr).toContain('0 rows, complete');
});

test('--json has the run, its input as it was understood, result and steps', async () => {
  const ended = await site.sidedoor([...rows, '--json']);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(json<RunJson>(ended)).toMatchObject({
    run_id: expect.stringMatching(/^run_/) as unknown,
    status: 'done',
    tool: 'tiny_list_rows',
    account: 'main',
    input: { n: 3 },
    result: { complete: { proven: true } },
    steps: [{ title: 'open the list' }, { title: 'read the list' }],
  });
});

test('the input comes from a file or stdin, and flags win over it', async () => {
  await writeFile(join(site.folder, 'input.json'), '{ "account": "main", "n": 4 }');
  const fromFile = await site.sidedoor([
    'run',
    'tiny_list_rows',
    '--input',
    'input.json',
    '--n',
    '1',
    '--json',
  ]);
  expect(json<RunJson>(fromFile)).toMatchObject({ status: 'done', account: 'main', input: { n: 1 } });
  const fromStdin = await site.sidedoor([...rows, '--input', '-', '--json'], '{ "n": 2 }');
  expect(json<RunJson>(fromStdin)).toMatchObject({ status: 'done', input: { n: 2 } });
});

test('a session outlives its process: all runs so far needed one sign-in', () => {
  expect(site.app.state).toMatchObject({ signIns: 1, kicked: 0 });
});

test.each([
  ['a flag that is no field', [...rows, '--rows', '3'], /no field "--rows".*\n.*--n <number>/],
  ['a word that belongs to nothing', [...rows, 'three'], /"three" belongs to no field/],
  ['a value that is no number', [...rows, '--n', 'three'], /--n wants a number, not "three"/],
  ['a value that the flow refuses', [...rows, '--n=-1'], /n\b/],
  ['a missing value', [...rows, '--n'], /--n wants a value/],
  ['a missing account', ['run', 'tiny_list_rows'], /needs an account.*\n.*"main", "spare"/],
  ['an unknown tool', ['run', 'tiny_nothing'], /no flow "tiny_nothing".*\n.*tiny_list_rows/],
  ['an input that is no JSON', [...rows, '--input', 'sidedoor.config.ts'], /does not hold a JSON object/],
])('%s is refused with exit code 2, before anything runs', async (_what, args, message) => {
  const { requests } = site.app.state;
  const before = requests.length;
  const { code, stdout, stderr } = await site.sidedoor(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(requests.length).toBe(before);
});

test('`run <tool> --help` shows the flow and its fields', async () => {
  const { code, stdout } = await site.sidedoor(['run', 'tiny_misbehave', '--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('Usage: sidedoor run tiny_misbehave --how <none|');
  expect(stdout).toMatch(/--ms <number> +How long \(default: 300\)/);
  expect(stdout).toContain('Accounts: main, spare');
});

test('a run that fails prints its error and the step, exits 1, and `runs` has it with evidence to save', async () => {
  const failed = await site.sidedoor([...misbehave, '--how', 'missing']);
  expect(failed).toMatchObject({ code: 1, stdout: '' });
  expect(failed.stderr).toMatch(/^LAYOUT_CHANGED: .* \(in the step "press what is not there"\)\n/);
  const id = /run_[0-9a-f]{12}/.exec(failed.stderr)![0];

  const one = await site.sidedoor(['runs', id, '--json']);
  expect(one.code).toBe(0);
  const { status, error, evidence, steps } = json<RunJson>(one);
  expect({ status, code: error?.code }).toEqual({ status: 'failed', code: 'LAYOUT_CHANGED' });
  expect(steps.map(({ title }) => title)).toEqual(['open the page', 'press what is not there']);
  expect(evidence.map(({ name }) => name)).toEqual(['page.html', 'screenshot.png']);

  const saved = await site.sidedoor(['runs', id, '--save', 'kept']);
  expect(saved.stdout).toContain('press what is not there');
  const image = await readFile(join(site.folder, 'kept', `${id}-screenshot.png`));
  expect(image.subarray(1, 4).toString()).toBe('PNG');

  const list = await site.sidedoor(['runs', '--limit', '1']);
  const [headings, line] = list.stdout.split('\n').map((each) => each.split('\t'));
  expect(headings).toEqual(['id', 'tool', 'account', 'state', 'started', 'duration', 'error']);
  expect(line).toMatchObject({ 0: id, 1: 'tiny_misbehave', 2: 'main', 3: 'failed', 6: 'LAYOUT_CHANGED' });
});

test('what the application says cannot steer the terminal', async () => {
  const { stdout, stderr } = await site.sidedoor([...misbehave, '--how', 'refused', '--text', 'x']);
  expect(stdout + stderr).toContain('REFUSED: Period is closed');
  const ended = await site.sidedoor(['runs', 'run_\u001b[2J\u0007']);
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).not.toMatch(/(?!\n)\p{Cc}/u);
});

test('`runs cancel` calls off a run of another process', async () => {
  const running = start([...misbehave, '--how', 'wait', '--ms', '30000', '--json'], site.at);
  running.child.stdin!.end();
  await expect.poll(() => site.app.state.requests.at(-1), { timeout: 20_000 }).toBe('GET /slow');
  const [latest] = json<{ runs: RunJson[] }>(await site.sidedoor(['runs', '--json'])).runs;
  expect(latest).toMatchObject({ status: 'running', tool: 'tiny_misbehave' });

  const queue = json<{ accounts: { name: string; queue: unknown }[] }>(
    await site.sidedoor(['accounts', '--json']),
  );
  expect(queue.accounts).toMatchObject([
    { name: 'main', queue: { running: 1, waiting: 0 } },
    { name: 'spare' },
  ]);

  const cancelled = await site.sidedoor(['runs', 'cancel', latest!.run_id, '--json']);
  expect(cancelled.code).toBe(0);
  expect(json(cancelled)).toMatchObject({ status: 'cancelled' });
  const ended = await running.ended;
  expect(ended.code).toBe(1);
  expect(json<RunJson>(ended)).toMatchObject({ status: 'cancelled', error: { code: 'CANCELLED' } });
});

test('a run that nobody knows is refused', async () => {
  const ended = await site.sidedoor(['runs', 'run_000000000000', '--json']);
  expect(ended.code).toBe(1);
  expect(json(ended)).toMatchObject({ error: { code: 'NOT_FOUND' } });
});
