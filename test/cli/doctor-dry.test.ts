import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { harborUsers, startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import { find } from '../canary/find.ts';
import { tapWire } from '../canary/wire.ts';
import { temporaryFolder } from '../support/engine.ts';
import { json, sidedoor } from './program.ts';
import type { Ended } from './program.ts';

interface DryJson {
  ok: boolean;
  bundle: string;
  flows: {
    tool: string;
    outcome: string;
    error?: { code: string; step?: string };
    rows?: Record<string, number>;
    screen?: { addresses: string[]; headings: string[] };
  }[];
}

/** Letters and digits only: a search finds it however it is written. */
const password = 'Kx4MeisenHofQ8';
const user = harborUsers[0]!;
const own = user.password;

let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  folder = await temporaryFolder();
  // Harbor's own record of the user: this file has the module to itself.
  user.password = password;
  harbor = await startHarbor({ switches: { reportSeconds: 0.2, monitorSeconds: 0.1 } });
});

afterEach(async () => {
  user.password = own;
  await harbor.close();
  await folder[Symbol.asyncDispose]();
});

async function dry(more: string[] = [], url = harbor.url): Promise<Ended> {
  const account = { app: 'harbor', url, username: user.name, password: 'env:HARBOR_PASSWORD' };
  const config = { accounts: { office: account }, store: join(folder.path, 'store') };
  await writeFile(join(folder.path, 'sidedoor.config.json'), JSON.stringify(config));
  const args = ['doctor', '--dry', '--account', 'office', '--json', '--config', 'sidedoor.config.json'];
  const env = { HARBOR_PASSWORD: password, SIDEDOOR_KEY: Buffer.alloc(32, 7).toString('base64') };
  return sidedoor([...args, ...more], { cwd: folder.path, env });
}

const outcomes = (ended: Ended) =>
  json<DryJson>(ended).flows.map(({ tool, outcome, error }) =>
    [tool, outcome, error?.code, error?.step].filter(Boolean).join(' | '),
  );

test('on an application as the pack knows it every read works, with one sign-in and nothing changed', async () => {
  const before = harbor.inspect().records;
  const ended = await dry();
  expect(ended).toMatchObject({ code: 0 });
  expect(outcomes(ended)).toEqual([
    'harbor_get_tenant_ledger | works',
    'harbor_list_work_orders | works',
    'harbor_run_rent_roll | works',
  ]);
  for (const { rows } of json<DryJson>(ended).flows)
    expect(Math.max(...Object.values(rows!))).toBeGreaterThan(0);
  const { records, saves, signIns } = harbor.inspect();
  expect(saves).toEqual([]);
  expect(signIns).toHaveLength(1);
  // A report that was run is no change of the books.
  expect({ ...records, reports: [] }).toEqual({ ...before, reports: [] });
  // What works shows nobody's names.
  expect(Object.keys(unzipSync(await readFile(json<DryJson>(ended).bundle)))).toEqual(['report.json']);
});

test('a heading that was renamed is found: flow, step and screen; the bundle has what mends it, and no secret', async () => {
  Object.assign(harbor.switches, { renameHeading: true, echoSecrets: 'aside' });
  await using wire = await tapWire(harbor.url);
  const ended = await dry(['--bundle', 'for-maintainer.zip'], wire.url);
  expect(ended.code).toBe(1);
  expect(outcomes(ended)).toEqual([
    'harbor_get_tenant_ledger | differs | LAYOUT_CHANGED | look the tenant up',
    'harbor_list_work_orders | differs | LAYOUT_CHANGED | read every page',
    'harbor_run_rent_roll | differs | LAYOUT_CHANGED | read the file',
  ]);
  const { flows, bundle } = json<DryJson>(ended);
  expect(flows[1]!.screen!.addresses.join(' ')).toContain('WorkOrders.aspx');
  expect(harbor.inspect().saves).toEqual([]);

  expect(bundle).toBe(join(folder.path, 'for-maintainer.zip'));
  expect((await stat(bundle)).mode & 0o777).toBe(0o600);
  const bytes = await readFile(bundle);
  const files = unzipSync(bytes);
  expect(Object.keys(files).toSorted()).toEqual([
    'harbor_get_tenant_ledger/page.html',
    'harbor_get_tenant_ledger/screenshot.png',
    'harbor_list_work_orders/page.html',
    'harbor_list_work_orders/screenshot.png',
    'harbor_run_rent_roll/page.html',
    'harbor_run_rent_roll/screenshot.png',
    'report.json',
  ]);
  const page = Buffer.from(files['harbor_list_work_orders/page.html']!).toString();
  expect(page).toMatch(/<th[^]* Ref/);
  // Harbor wrote the secrets into its page; what stands there now shows that the search below could have found them.
  expect(page).toContain('[secret]');
  const report = JSON.parse(Buffer.from(files['report.json']!).toString()) as Record<string, object>;
  expect(report['versions']).toMatchObject({ sidedoor: expect.any(String) as string });
  expect(Object.keys(report['files']!).join(' ')).toMatch(
    /app\..*pages\/work-order-list\.page\..*work-orders\.flow\./,
  );
  expect(wire.cookies.size).toBeGreaterThan(0);
  const canaries = new Map([
    ['password', password],
    ...[...wire.cookies].map((value, index): [string, string] => [`cookie ${index + 1}`, value]),
  ]);
  const said: [string, Uint8Array][] = [
    ['bundle', bytes],
    ['stdout', Buffer.from(ended.stdout)],
    ['stderr', Buffer.from(ended.stderr)],
  ];
  expect(find(canaries, new Map(said))).toEqual([]);
});

test('what the application does not have is no fault of the flow, and a refused password stops everything after it', async () => {
  const inputs = { harbor_get_tenant_ledger: { tenant: 'T-9999' } };
  await writeFile(join(folder.path, 'inputs.json'), JSON.stringify(inputs));
  const ended = await dry(['--inputs', 'inputs.json']);
  expect(ended.code).toBe(0);
  expect(outcomes(ended)[0]).toBe('harbor_get_tenant_ledger | open | NOT_FOUND | look the tenant up');
  expect(outcomes(ended)[1]).toBe('harbor_list_work_orders | works');

  harbor.resetPassword(user.name, 'another one');
  const refused = await dry();
  expect(refused.code).toBe(1);
  expect(outcomes(refused)).toEqual([
    expect.stringMatching(/^harbor_get_tenant_ledger \| stopped \| ACCOUNT_PAUSED/),
    'harbor_list_work_orders | not called',
    'harbor_run_rent_roll | not called',
  ]);
  expect(harbor.inspect().signIns.filter(({ outcome }) => outcome === 'wrong_password')).toHaveLength(1);
});
