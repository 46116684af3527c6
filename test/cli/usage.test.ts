import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/engine.ts';
import { json, sidedoor } from './program.ts';

const commands = [
  'mcp',
  'serve',
  'run',
  'bulk',
  'flows',
  'accounts',
  'runs',
  'receipts',
  'doctor',
  'replica',
  'demo',
  'new',
];

test('the version is the package’s', async () => {
  const file = new URL('../../package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  expect(await sidedoor(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('help names every command', async () => {
  const { code, stdout } = await sidedoor(['--help']);
  expect(code).toBe(0);
  for (const name of commands) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
});

test.each(commands)('`%s --help` shows the usage, the common options and an example', async (name) => {
  const { code, stdout, stderr } = await sidedoor([name, '--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`Usage: sidedoor ${name}`);
  for (const option of ['--json', '--config <file>', '--help']) expect(stdout).toContain(option);
  expect(stdout).toMatch(new RegExp(`Example:\n  \\$ sidedoor ${name}`));
});

test.each([
  ['an unknown command', ['flowz'], /unknown command 'flowz'.*Did you mean flows/],
  ['an unknown flag', ['flows', '--colour'], /unknown option '--colour'/],
  ['an argument too many', ['accounts', 'main'], /too many arguments/],
  ['a flag without its value', ['flows', '--config'], /argument missing/],
  ['a missing command', [], /command is missing/],
  ['a missing tool', ['run'], /missing required argument 'tool'/],
  ['a port that is none', ['serve', '--port', '80x'], /--port wants a number/],
  ['a replica that is none', ['replica', 'harbour'], /no replica "harbour"/],
  ['a switch that is none', ['replica', 'harbor', '--switch', 'slow=1'], /No switch "slow"/],
  ['a value of no switch', ['replica', 'harbor', '--switch', 'slowMs=x'], /"x" is no value/],
  ['a limit that is none', ['runs', '--limit', '0'], /--limit wants a number/],
  ['a mapping that is none', ['bulk', 'x', 'y.csv', '--map', 'x'], /--map wants <field>=/],
  ['a date order that is none', ['bulk', 'x', 'y.csv', '--dates', 'md'], /mdy, dmy or ymd/],
  ['neither there nor not', ['runs', 'resolve', 'run_1'], /Is it there, or not/],
  ['evidence of no run', ['runs', '--save', 'x'], /which run/],
])('%s is refused with exit code 2', async (_what, args, message) => {
  const { code, stdout, stderr } = await sidedoor(args, { cwd: '/' });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^INVALID_INPUT: /);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^ {4}at /m);
});

test('a refusal of the parser shows the usage of the command it came from', async () => {
  const { stderr } = await sidedoor(['runs', 'cancel', '--nonsense']);
  expect(stderr).toContain('Usage: sidedoor runs cancel [options] <id>');
});

test('with --json a usage error is JSON on stdout', async () => {
  const ended = await sidedoor(['flows', '--colour', '--json']);
  expect(ended).toMatchObject({ code: 2, stderr: '' });
  expect(json(ended)).toMatchObject({
    error: { code: 'INVALID_INPUT', message: "unknown option '--colour'" },
  });
});

test('without a config a command says where it looked and what to do', async () => {
  await using folder = await temporaryFolder();
  const { code, stderr } = await sidedoor(['flows'], { cwd: folder.path });
  expect(code).toBe(2);
  expect(stderr).toContain(`INVALID_INPUT: No sidedoor.config.ts in ${folder.path} or above.`);
  expect(stderr).toContain('--config');
});

test('what nobody foresaw is one line, and --verbose shows the rest', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'sidedoor.config.json');
  // No file system takes such a name.
  await writeFile(file, JSON.stringify({ accounts: {}, store: 'x'.repeat(300) }));
  const short = await sidedoor(['runs', '--config', file]);
  expect(short).toMatchObject({ code: 1, stdout: '' });
  expect(short.stderr).toMatch(/^UNEXPECTED: Error: ENAMETOOLONG.*\n.*--verbose.*\n$/);
  const long = await sidedoor(['runs', '--config', file, '--verbose']);
  expect(long.stderr).toMatch(/^ {4}at .*store/m);
});
