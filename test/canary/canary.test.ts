import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallToolResult } from '@modelcontextprotocol/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { harborUsers, startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import { connect } from '../support/clients.ts';
import { temporaryFolder } from '../support/engine.ts';
import { launchBrowser } from '../support/page.ts';
import { stdioServer } from '../support/server.ts';
import { filesIn, find } from './find.ts';
import type { Artefacts } from './find.ts';
import { count, cutOut, readPng } from './pixels.ts';
import { tapWire } from './wire.ts';

/** The middle of each secret: what the search looks for, as it can hide in no encoding of the rest. */
const cores = { clerk: 'Zq7KanarieXw9', viewer: 'Vb4SperlingJk2' };
const [clerk, viewer] = harborUsers as [(typeof harborUsers)[0], (typeof harborUsers)[0]];
const own = { ...clerk };

let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  folder = await temporaryFolder();
  // Harbor's own record of the user: this file has the module to itself.
  clerk.password = `${cores.clerk} &<"ü%2B>\\/'$`;
  harbor = await startHarbor({ switches: { reportSeconds: 0.2, monitorSeconds: 0.1, oneTimeCode: true } });
});

afterEach(async () => {
  clerk.password = own.password;
  await harbor.close();
  await folder[Symbol.asyncDispose]();
});

/** Calls every flow, failing and succeeding, and answers all that is left behind. */
async function leaveBehind(nodeArgs: string[] = []) {
  await using wire = await tapWire(harbor.url);
  const secretFile = async (name: string, text: string) => {
    await writeFile(join(folder.path, name), `${text}\n`);
    return `file:${join(folder.path, name)}`;
  };
  const account = { app: 'harbor', url: wire.url };
  const target = await stdioServer(folder.path, {
    accounts: {
      office: {
        ...account,
        username: clerk.name,
        password: await secretFile('password', clerk.password),
        code: await secretFile('code', clerk.codeSecret),
      },
      wrong: {
        ...account,
        username: viewer.name,
        password: await secretFile('wrong', `${cores.viewer}<&ü"`),
      },
    },
    store: join(folder.path, 'store'),
    logLevel: 'debug',
    evidence: { trace: true },
  });
  const client = await connect('v2-legacy', { ...target, args: [...nodeArgs, ...target.args] });
  const said: Record<string, unknown> = {};
  const call = async (name: string, tool: string, args: Record<string, unknown>): Promise<CallToolResult> => {
    const progress: unknown[] = [];
    const answer = await client.callTool(tool, args, { onprogress: (each) => void progress.push(each) });
    said[name] = { answer, progress };
    for (const part of answer.content) {
      if (part.type !== 'resource_link') continue;
      const { contents } = await client.readResource(part.uri);
      for (const content of contents) {
        said[`${name} ${part.name}`] = 'text' in content ? content.text : '(among the files of the store)';
      }
    }
    return answer;
  };
  const flows = async (suffix: string) => {
    const office = { account: 'office' };
    return [
      await call(`orders ${suffix}`, 'harbor_list_work_orders', {
        ...office,
        status: 'New',
        building: 'HBR',
      }),
      await call(`ledger ${suffix}`, 'harbor_get_tenant_ledger', { ...office, tenant: 'T-1042' }),
      await call(`roll ${suffix}`, 'harbor_run_rent_roll', {
        ...office,
        as_of: '2026-11-01',
        building: 'HBR',
      }),
    ];
  };
  let outcomes: CallToolResult[][];
  let whileRunning: Artefacts;
  try {
    harbor.switches.echoSecrets = 'aside';
    outcomes = [await flows('aside')];
    await call('asked for', 'harbor_list_work_orders', { account: 'office', building: clerk.password });
    await call('no such account', 'harbor_get_tenant_ledger', { account: clerk.password, tenant: 'T-1042' });
    harbor.switches.latin1 = true;
    await call('latin1', 'harbor_list_work_orders', { account: 'office', status: 'New', building: 'HBR' });
    harbor.switches.latin1 = false;
    harbor.switches.echoSecrets = 'everywhere';
    outcomes.push(await flows('everywhere'));
    outcomes.push([
      await call('refused', 'harbor_list_work_orders', { account: 'wrong' }),
      await call('paused', 'harbor_list_work_orders', { account: 'wrong' }),
    ]);
    said['list'] = await client.callTool('list_runs', { limit: 100 });
    const { runs } = (said['list'] as CallToolResult).structuredContent as { runs: { run_id: string }[] };
    for (const { run_id } of runs) said[run_id] = await client.callTool('get_run', { run_id });
    whileRunning = await filesIn(join(folder.path, 'store'));
  } finally {
    await client.close();
  }
  const artefacts: Artefacts = new Map([
    ...Object.entries(said).map(([name, value]): [string, Uint8Array] => [
      `answer to "${name}"`,
      Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
    ]),
    ['stderr', Buffer.from(client.stderr())],
    // With what SQLite has not yet moved from its log into the file.
    ...[...whileRunning]
      .filter(([name]) => !name.startsWith('evidence'))
      .map(([name, bytes]): [string, Uint8Array] => [`while running, ${name}`, bytes]),
    ...(await filesIn(join(folder.path, 'store'))),
  ]);
  const canaries = new Map([
    ['password', cores.clerk],
    ['wrong password', cores.viewer],
    ['secret of the codes', clerk.codeSecret.replaceAll('=', '')],
    ...[...wire.cookies].map((value, index): [string, string] => [`cookie ${index + 1}`, value]),
  ]);
  return { artefacts, canaries, outcomes, cookies: wire.cookies, codes: wire.codes, url: wire.url };
}

/** How often the screenshots show the password, in any of the fonts that Harbor has for it. */
async function shownIn(artefacts: Artefacts): Promise<number> {
  const browser = await launchBrowser();
  try {
    Object.assign(harbor.switches, { oneTimeCode: false, echoSecrets: 'everywhere' });
    const page = await browser.newPage({ baseURL: harbor.url, viewport: { width: 1280, height: 900 } });
    const form = { txtUserName: clerk.name, txtPassword: clerk.password };
    await page.context().request.post(`${harbor.url}login.aspx`, { form });
    await page.goto('app/pages/WorkOrders.aspx');
    const pieces = await cutOut(page, cores.clerk);
    await page.goto('app/pages/RentRoll.aspx');
    pieces.push(...(await cutOut(page, cores.clerk)));
    expect(pieces.length).toBeGreaterThan(3);
    let shown = 0;
    for (const [name, bytes] of artefacts) {
      if (name.endsWith('.png')) shown += count(await readPng(browser, bytes), pieces);
    }
    return shown;
  } finally {
    await browser.close();
  }
}

const isError = ({ isError = false }: CallToolResult) => isError;

describe('a password, a cookie and the secret of one-time codes, planted in an application that shows them everywhere', () => {
  test('are in nothing that is left behind', async () => {
    const { artefacts, canaries, outcomes, cookies, codes } = await leaveBehind();
    expect(outcomes.map((each) => each.map(isError))).toEqual([
      [false, false, false],
      [true, true, true],
      [true, true],
    ]);
    expect(cookies.size).toBeGreaterThan(0);
    expect(codes.size).toBeGreaterThan(0);
    const names = [...artefacts.keys()].join('\n');
    for (const kind of [
      'journal.db',
      'journal.db-wal',
      'trace.zip',
      'screenshot.png',
      'page.html',
      'stderr',
    ]) {
      expect(names).toContain(kind);
    }
    expect(find(canaries, artefacts)).toEqual([]);
    for (const code of codes) {
      const alone = new RegExp(`(?<!\\d)${code}(?!\\d)`);
      const text = [...artefacts].filter(([name]) => /^answer|stderr|page\.html/.test(name));
      expect(
        text.filter(([, bytes]) => alone.test(Buffer.from(bytes).toString())).map(([name]) => name),
      ).toEqual([]);
    }
    expect(await shownIn(artefacts)).toBe(0);
  }, 120_000);

  test('are found in all of it when the registry of secrets is taken away', async () => {
    const { artefacts, canaries } = await leaveBehind([
      '--import',
      new URL('careless.mjs', import.meta.url).href,
    ]);
    const hits = find(canaries, artefacts);
    const hit = (where: RegExp) => hits.filter((each) => where.test(each)).length;
    expect(hit(/^answer to "orders aside".*: password as it is/)).toBe(1);
    expect(hit(/^answer to "roll everywhere": password/)).toBeGreaterThan(0);
    expect(hit(/^answer to "refused".*: wrong password/)).toBeGreaterThan(0);
    expect(hit(/^answer.*: cookie 2/)).toBeGreaterThan(0);
    expect(hit(/^stderr: /)).toBeGreaterThan(0);
    expect(hit(/journal\.db(-wal)?: /)).toBeGreaterThan(0);
    expect(hit(/page\.html: .*in base64, two bytes on/)).toBeGreaterThan(0);
    expect(hit(/trace\.zip\/.*\.network: /)).toBeGreaterThan(0);
    expect(hit(/trace\.zip\/.*as hexadecimal entities/)).toBeGreaterThan(0);
    expect(await shownIn(artefacts)).toBeGreaterThan(0);
  }, 120_000);
});
