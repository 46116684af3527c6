/** Writes docs/replicas.md and the generated parts of README.md from the code; with --check says whether they are up to date. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importModule } from '../dist/src/flow/import-module.js';
import { loadFlows } from '../dist/src/flow/load-flows.js';
import { replicasPage } from './replicas-page.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(root + path, 'utf8');
const fenced = (language, text) => `\`\`\`${language}\n${text.trim()}\n\`\`\``;

const packs = readdirSync(`${root}dist/flows`).map((name) => `${root}dist/flows/${name}`);
const { flows, refused } = await loadFlows(packs, importModule);
if (refused.length) throw new Error(JSON.stringify(refused, null, 2));

const parts = {
  flow: fenced('ts', read('flows/harbor/work-orders.flow.ts')),
  app: fenced('ts', read('test/support/tiny-pack/app.ts')),
  page: fenced('ts', read('test/support/tiny-pack/list-rows.flow.ts')),
  write: fenced('ts', read('flows/harbor/create-work-order.flow.ts')),
  tools: [
    '| tool | does | input |',
    '|---|---|---|',
    ...flows.map(({ tool, flow }) => {
      const fields = Object.keys(flow.input.shape).map((name) => `\`${name}\``);
      return `| \`${tool}\` | ${flow.description} | ${fields.join(', ')} |`;
    }),
    '| `get_run`, `cancel_run`, `list_runs` | what to do with a `run_id` | |',
    '| `get_rows`, `get_changes` | pages through the list of a run; what has changed since the one before | |',
    '| `bulk_write`, `get_bulk`, `cancel_bulk` | many rows with one writing tool | |',
  ].join('\n'),
};

const before = read('README.md');
let after = before;
for (const [name, text] of Object.entries(parts)) {
  const place = new RegExp(`(<!-- gen:${name} -->\n)[^]*?(<!-- /gen:${name} -->)`);
  if (!place.test(after)) throw new Error(`README.md has no place for "${name}"`);
  after = after.replace(place, (_all, open, close) => `${open}${text}\n${close}`);
}
const files = { 'README.md': after, 'docs/replicas.md': await replicasPage() };
const stale = Object.keys(files).filter((path) => !existsSync(root + path) || read(path) !== files[path]);
if (stale.length > 0 && process.argv.includes('--check')) {
  console.error(`${stale.join(', ')}: out of date, npm run gen`);
  process.exit(1);
}
for (const path of stale) {
  mkdirSync(dirname(root + path), { recursive: true });
  writeFileSync(root + path, files[path]);
}
