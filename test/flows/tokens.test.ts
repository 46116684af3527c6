import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Tool } from '@modelcontextprotocol/client';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../support/clients.ts';
import { temporaryFolder, tinyPack } from '../support/engine.ts';
import { stdioServer } from '../support/server.ts';

/** What the tools of a pack cost each conversation, as a real server lists them to a real client. */
const packs = new URL('../../flows/', import.meta.url).pathname;
const apps = readdirSync(packs).filter((name) => existsSync(join(packs, name, 'app.ts')));

/** What hosts put before the model of a pack's own tools: of ten, and of each one more. Tokens. */
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

async function toolsOf(used: string[], flows: string[] = [], offered?: string[]): Promise<Tool[]> {
  const account = (app: string) => ({
    app,
    flows: offered,
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
  test('costs a model no more than it has to', async () => {
    const all = await toolsOf([app]);
    const own = all.filter(({ name }) => name.startsWith(prefixOf(app)));
    const engine = all.filter((tool) => !own.includes(tool));
    const reads = own.filter(({ annotations }) => annotations?.readOnlyHint);
    counts.push(
      `${app}: ${own.length} tools ${tokens(seen(own))}, the ${reads.length} that read ${tokens(seen(reads))}, the engine's ${engine.length} ${tokens(seen(engine))}; the whole of tools/list ${tokens(all)}`,
    );
    expect(tokens(seen(own))).toBeLessThanOrEqual(dearer[app] ?? Math.max(mostOfTen, own.length * mostOfOne));
    expect(tokens(all) / all.length).toBeLessThanOrEqual(mostForEach);
  });
});

test('only the tools of apps that have an account are listed, wherever their packs lie', async () => {
  const named = (tools: Tool[]) => tools.map(({ name }) => name);
  const alone = named(await toolsOf(['harbor'], [tinyPack]));
  expect(alone.filter((name) => name.startsWith('harbor_')).length).toBeGreaterThan(0);
  expect(alone.filter((name) => /^(tiny|sql_ledger|request_tracker)_/.test(name))).toEqual([]);
  const three = named(await toolsOf(['harbor', 'sql-ledger', 'tiny'], [tinyPack]));
  for (const prefix of ['harbor_', 'sql_ledger_', 'tiny_'])
    expect(three.some((name) => name.startsWith(prefix))).toBe(true);
  expect(three.filter((name) => name.startsWith('request_tracker_'))).toEqual([]);
});

test('an account may offer some flows of its app only', async () => {
  const some = await toolsOf(['harbor'], [], ['list_*', 'get_tenant_ledger']);
  const own = some.map(({ name }) => name).filter((name) => name.startsWith('harbor_'));
  expect(own.toSorted()).toEqual(['harbor_get_tenant_ledger', 'harbor_list_work_orders']);
});
