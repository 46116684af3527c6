import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Tool } from '@modelcontextprotocol/client';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConfigInput } from '../../src/config/schema.ts';
import { connect } from '../support/clients.ts';
import { temporaryFolder, tinyPack } from '../support/engine.ts';
import { stdioServer } from '../support/server.ts';

/** What the tools of a pack cost each conversation, as a real server lists them to a real client. */
const packs = new URL('../../flows/', import.meta.url).pathname;
const apps = readdirSync(packs).filter((name) => existsSync(join(packs, name, 'app.ts')));

/** What hosts put before the model of a pack's own tools, in a config that says no more than it has to. Tokens. */
const mostByDefault = 1_500;
/** The same where every flow may write: of ten tools, and of each one more. */
const mostOfTen = 1_500;
const mostOfOne = 150;
/** Packs that cost more, and why; no more than this. */
const dearer: Record<string, number> = {
  // Nine tools, four of which fill in forms of up to fifteen fields.
  'sql-ledger': 2_000,
  // Fifteen tools, four of which take batches of lines and one a form.
  yardi: 2_400,
};
/** The whole answer to tools/list, with the engine's eight tools, annotations and output schemas. Tokens for each tool. */
const mostForEach = 560;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const counts: string[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
});

afterAll(async () => {
  process.stdout.write(`tokens of the JSON, by o200k_base:\n${counts.map((line) => `  ${line}\n`).join('')}`);
  await folder[Symbol.asyncDispose]();
});

type Terms = Pick<ConfigInput['accounts'][string], 'flows' | 'writes'>;

async function toolsOf(used: string[], terms: Terms = {}, flows: string[] = []): Promise<Tool[]> {
  const account = (app: string) => ({
    app,
    ...terms,
    url: 'http://127.0.0.1:9/',
    username: 'x',
    password: 'env:NONE',
  });
  const accounts = Object.fromEntries(used.map((app) => [app, account(app)]));
  const config = { accounts, flows, store: join(folder.path, 'store') };
  await using client = await connect('v2-legacy', await stdioServer(folder.path, config));
  return await client.listTools();
}

const prefixOf = (app: string) => `${app.replaceAll('-', '_')}_`;

const tokens = (value: unknown) => countTokens(JSON.stringify(value));

const seen = (tools: Tool[]) =>
  tools.map(({ name, description, inputSchema }) => ({ name, description, input_schema: inputSchema }));

describe.each(apps)('%s', (app) => {
  const ofPack = ({ name }: Tool) => name.startsWith(prefixOf(app));

  test('costs a model no more than it has to', async () => {
    const reads = (await toolsOf([app])).filter(ofPack);
    const all = await toolsOf([app], { writes: 'confirm' });
    const own = all.filter(ofPack);
    const engine = all.filter((tool) => !ofPack(tool));
    counts.push(
      `${app}: by default ${reads.length} tools ${tokens(seen(reads))}; where all may write ${own.length} tools ${tokens(seen(own))}, the engine's ${engine.length} ${tokens(seen(engine))}, the whole of tools/list ${tokens(all)}`,
    );
    expect(reads.length).toBeGreaterThan(0);
    expect(tokens(seen(reads))).toBeLessThanOrEqual(mostByDefault);
    expect(tokens(seen(own))).toBeLessThanOrEqual(dearer[app] ?? Math.max(mostOfTen, own.length * mostOfOne));
    expect(tokens(all) / all.length).toBeLessThanOrEqual(mostForEach);
  });

  test('lists what reads, and what may write or is named for its previews', async () => {
    const listed = async (terms: Terms) => (await toolsOf([app], terms)).filter(ofPack);
    const all = await listed({ flows: ['*'] });
    const isRead = ({ annotations }: Tool) => annotations?.readOnlyHint;
    expect(await listed({})).toEqual(all.filter(isRead));
    expect(await listed({ writes: 'allow' })).toEqual(all);
    const write = all.find((tool) => !isRead(tool));
    if (write === undefined) return;
    const writes = { [write.name.slice(prefixOf(app).length)]: 'confirm' } as const;
    expect(await listed({ writes })).toEqual(all.filter((tool) => isRead(tool) || tool === write));
  });
});

test('only the tools of apps that have an account are listed, wherever their packs lie', async () => {
  const named = (tools: Tool[]) => tools.map(({ name }) => name);
  const alone = named(await toolsOf(['harbor'], {}, [tinyPack]));
  expect(alone.filter((name) => name.startsWith('harbor_')).length).toBeGreaterThan(0);
  expect(alone.filter((name) => /^(tiny|sql_ledger|request_tracker)_/.test(name))).toEqual([]);
  const three = named(await toolsOf(['harbor', 'sql-ledger', 'tiny'], {}, [tinyPack]));
  for (const prefix of ['harbor_', 'sql_ledger_', 'tiny_'])
    expect(three.some((name) => name.startsWith(prefix))).toBe(true);
  expect(three.filter((name) => name.startsWith('request_tracker_'))).toEqual([]);
});

test('an account may offer some flows of its app only', async () => {
  const some = await toolsOf(['harbor'], { flows: ['list_*', 'get_tenant_ledger'] });
  const own = some.map(({ name }) => name).filter((name) => name.startsWith('harbor_'));
  expect(own.toSorted()).toEqual(['harbor_get_tenant_ledger', 'harbor_list_work_orders']);
});
