import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { harborUsers, startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor, HarborSwitches } from '../../replicas/harbor/index.ts';
import type { ConfigInput } from '../../src/config/schema.ts';
import type { RunReport } from '../../src/runs.ts';
import { connect } from '../support/clients.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';
import { stdioServer } from '../support/server.ts';

const mortalPack = new URL('../support/mortal-pack', import.meta.url).pathname;

let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

const base32 = harborUsers[0]!.codeSecret.replace(/=/g, '');
const wrongSecret = 'GEZDGNBVGY3TQOJQ';
const uri = (secret: string, period: number) =>
  `otpauth://totp/Harbor:clerk?secret=${secret}&period=${period}`;
/** Codes of one second, so that many sign-ins fit into a test; Harbor is patient, because a busy machine is not fast. */
const briskly = { codeSeconds: 1, codeDrift: 5 };

async function start(switches: Partial<HarborSwitches>) {
  harbor = await startHarbor({ switches: { oneTimeCode: true, lockoutAfter: 3, ...switches } });
}

beforeEach(async () => {
  process.env['HARBOR_PASSWORD'] = 'harbor-demo';
  process.env['HARBOR_CODES'] = uri(base32, 1);
  folder = await temporaryFolder();
});

afterEach(async () => {
  await harbor.close();
  await folder[Symbol.asyncDispose]();
});

function config(names = ['office'], more: Partial<ConfigInput> = {}): ConfigInput {
  const account = {
    app: 'harbor',
    url: harbor.url,
    username: 'clerk',
    password: 'env:HARBOR_PASSWORD',
    code: 'env:HARBOR_CODES',
  };
  const accounts = Object.fromEntries(names.map((name) => [name, account]));
  // A person has 0.6 seconds.
  return { store: folder.path, logLevel: 'silent', humanWait: 0.01, accounts, ...more };
}

const tool = 'harbor_list_work_orders';
const few = { status: 'On hold', building: 'CDR' };
/** A run parks for a person first, and ends when nobody came. */
async function ended({ runs }: Awaited<ReturnType<typeof startEngine>>): Promise<RunReport> {
  const id = await runs.start({ tool, args: few });
  await expect.poll(async () => (await runs.wait(id, 5_000)).finishedAt, { timeout: 30_000 }).not.toBeNull();
  return runs.wait(id, 0);
}

const codes = () => harbor.inspect().codes;
const outcomes = () => codes().map(({ outcome }) => outcome);
const passwords = () => harbor.inspect().signIns.filter(({ outcome }) => outcome === 'code_asked').length;

/** Servers of their own processes on one store. */
async function servers(count: number, given: ConfigInput) {
  const target = await stdioServer(folder.path, { ...given, flows: [mortalPack] });
  return Promise.all(Array.from({ length: count }, () => connect('v2-legacy', target)));
}

test('20 sign-ins in a row from three servers on one store: each has a code of its own, none is refused', async () => {
  // Faster than the codes change, so that most sign-ins must wait for theirs.
  process.env['HARBOR_CODES'] = uri(base32, 2);
  await start({ codeSeconds: 2, codeDrift: 3 });
  const clients = await servers(3, config());
  for (let n = 0; n < 20; n++) {
    const { structuredContent } = await clients[n % 3]!.callTool(tool, few);
    expect(structuredContent).toMatchObject({ status: 'done' });
    // The next request ends the session, as its timeout would.
    harbor.switches.logoutAtRequest = 1;
  }
  await Promise.all(clients.map((client) => client.close()));
  expect(passwords()).toBe(20);
  expect(outcomes()).toEqual(Array(20).fill('accepted'));
  expect(new Set(codes().map(({ step }) => step)).size).toBe(20);
}, 180_000);

test('two accounts that are the same login, signed in at the same moment, share out the codes', async () => {
  process.env['HARBOR_CODES'] = uri(base32, 4);
  await start({ codeSeconds: 4, codeDrift: 1, secondLoginKicks: false });
  const names = ['east', 'west'];
  const clients = await servers(2, config(names));
  const call = (account: string, n: number) => clients[n]!.callTool(tool, { ...few, account });
  const answers = await Promise.all(names.map(call));
  await Promise.all(clients.map((client) => client.close()));
  expect(answers.map(({ structuredContent }) => structuredContent)).toMatchObject([
    { status: 'done' },
    { status: 'done' },
  ]);
  expect(outcomes()).toEqual(['accepted', 'accepted']);
});

test('a code that was claimed by a process killed before it typed it is not used again', async () => {
  process.env['HARBOR_CODES'] = uri(base32, 10);
  const grave = join(folder.path, 'grave');
  process.env['MORTAL_GRAVE'] = grave;
  await start({ codeSeconds: 10 });
  const given = config();
  given.accounts['office']!.app = 'mortal';
  const [doomed, next] = await servers(2, given);
  await doomed!.callTool('mortal_read_title').catch(() => 'lost');
  const claimed = await readFile(grave, 'utf8');
  expect(codes()).toEqual([]);

  const { structuredContent } = await next!.callTool('mortal_read_title');
  await Promise.all([doomed!.close(), next!.close()]);
  expect(structuredContent).toMatchObject({ status: 'done', result: { title: 'Harbor - Dashboard' } });
  expect(outcomes()).toEqual(['accepted']);
  expect(codes()[0]!.code).not.toBe(claimed);
});

test("a server's clock that is off is worth a warning, which shows no code", async () => {
  process.env['HARBOR_CODES'] = base32;
  await start({ clockSkewSeconds: 400 });
  const [client] = await servers(1, config(['office'], { logLevel: 'warn' }));
  await client!.callTool(tool, few);
  await client!.close();
  expect(client!.stderr()).toMatch(/"seconds":(399|400|401),"msg":"the app's clock is off/);
  for (const { code } of codes()) expect(client!.stderr()).not.toContain(code);
});

test("a server's clock that is minutes off is followed, into six boxes, past a reminder", async () => {
  process.env['HARBOR_CODES'] = base32;
  await start({ clockSkewSeconds: -400, codeBoxes: true, codeDrift: 0, interstitial: 'password_expiry' });
  await using engine = await startEngine(config());
  expect((await engine.run(tool, few)).error).toBeUndefined();
  expect(outcomes()).toEqual(['accepted']);
});

test('a code that expired while it was typed is followed by that of the next window', async () => {
  await start({ ...briskly, lateCodes: 1 });
  await using engine = await startEngine(config());
  expect((await engine.run(tool, few)).state).toBe('done');
  expect(outcomes()).toEqual(['refused', 'accepted']);
  harbor.switches.logoutAtRequest = 1;
  harbor.switches.lateCodes = 1;
  expect((await engine.run(tool, few)).state).toBe('done');
  expect(outcomes()).toEqual(['refused', 'accepted', 'refused', 'accepted']);
});

test('a wrong secret sends two codes and no third, whoever calls how often, until it is corrected', async () => {
  process.env['HARBOR_CODES'] = uri(wrongSecret, 1);
  await start(briskly);
  {
    await using engine = await startEngine(config());
    const { error } = await ended(engine);
    expect(error).toMatchObject({ code: 'NEEDS_HUMAN' });
    expect(outcomes()).toEqual(['refused', 'refused']);
  }
  await using next = await startEngine(config());
  expect((await ended(next)).error).toMatchObject({ code: 'NEEDS_HUMAN' });
  expect((await ended(next)).error).toMatchObject({ code: 'ACCOUNT_PAUSED' });
  expect(outcomes()).toEqual(['refused', 'refused']);
  expect(harbor.inspect().signIns.some(({ outcome }) => outcome === 'locked')).toBe(false);

  process.env['HARBOR_CODES'] = uri(base32, 1);
  await next.guard.resume('office');
  expect((await next.run(tool, few)).state).toBe('done');
  expect(outcomes()).toEqual(['refused', 'refused', 'accepted']);
});

test('a corrected secret is tried at the next call, without a person', async () => {
  process.env['HARBOR_CODES'] = uri(wrongSecret, 1);
  await start(briskly);
  await using engine = await startEngine(config());
  expect((await ended(engine)).error).toMatchObject({ code: 'NEEDS_HUMAN' });
  process.env['HARBOR_CODES'] = uri(base32, 1);
  expect((await engine.run(tool, few)).state).toBe('done');
  expect(outcomes()).toEqual(['refused', 'refused', 'accepted']);
});

test('an account without a secret for codes needs a person, and sends none', async () => {
  await start(briskly);
  const { code: _, ...bare } = config().accounts['office']!;
  await using engine = await startEngine({ ...config(), accounts: { office: bare } });
  expect((await ended(engine)).error).toMatchObject({ code: 'NEEDS_HUMAN' });
  expect(codes()).toEqual([]);
});

test('a secret that is not set, or none at all, is named before anything is sent', async () => {
  await start(briskly);
  await using engine = await startEngine(config());
  for (const text of ['', '123456']) {
    process.env['HARBOR_CODES'] = text;
    const { error } = await engine.run(tool, few);
    expect(error).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('env:HARBOR_CODES') as string,
    });
  }
  expect(harbor.inspect().signIns).toEqual([]);
});

test('neither the secret nor a code is in the journal, the evidence or a trace', async () => {
  await start({ ...briskly, lateCodes: 1 });
  await using engine = await startEngine(config(['office'], { evidence: { trace: true } }));
  expect((await engine.run(tool, few)).state).toBe('done');
  const { error, evidence } = await engine.run(tool, { building: `${base32} ${codes()[1]!.code}` });
  expect(error).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('[secret]') as string });
  expect(evidence.map(({ name }) => name)).toContain('trace.zip');

  const texts = await artefacts(folder.path);
  expect(texts.filter(({ name }) => name.includes('trace.zip/')).length).toBeGreaterThan(3);
  // What must be found is found: the search itself works.
  expect(texts.some(({ text }) => text.includes('Work Orders'))).toBe(true);
  const secrets = [new RegExp(base32), ...codes().map(({ code }) => new RegExp(`(?<!\\d)${code}(?!\\d)`))];
  expect(secrets.length).toBe(3);
  for (const { name, text } of texts) {
    expect(secrets.filter((secret) => secret.test(text)).map(() => name)).toEqual([]);
  }
});

/** Every file below a folder, and what is in its archives, byte by byte. */
async function artefacts(root: string): Promise<{ name: string; text: string }[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = files.map(async (name) => {
    const bytes = await readFile(name);
    const inside = name.endsWith('.zip') ? Object.entries(unzipSync(bytes)) : [];
    return [
      { name, text: bytes.toString('latin1') },
      ...inside.map(([part, content]) => ({ name: `${name}/${part}`, text: strFromU8(content, true) })),
    ];
  });
  return (await Promise.all(found)).flat();
}
