/**
 * Runs the official MCP conformance suite against our HTTP face, once for each protocol generation.
 *
 *   node scripts/conformance.mjs [revision…]
 *
 * A revision names its required scenarios once and for all. All of them have to run and to pass; there is no list of
 * excuses. What the suite runs besides (extensions, scenarios younger than the revision) is reported, not counted.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';

/** Number of required server scenarios, so that a suite that lost some cannot pass for a full one. */
const required = { '2026-07-28': 37, '2025-11-25': 30 };
const timeLimit = 180_000;

const suite = fileURLToPath(
  new URL('.', import.meta.resolve('@modelcontextprotocol/conformance/package.json')),
);
const shim = new URL('../test/mcp/conformance/glob-sync-shim.mjs', import.meta.url).href;
const print = (line) => process.stdout.write(`${line}\n`);

const revisions = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(required);
for (const revision of revisions) {
  if (!(revision in required))
    throw new Error(`"${revision}" is none of ${Object.keys(required).join(', ')}.`);
}

const fixture = await createJiti(import.meta.url).import('../test/mcp/conformance/server.ts');
const server = await fixture.serveConformanceFixture();
const results = fs.mkdtempSync(join(tmpdir(), 'conformance-'));
const total = { passed: 0, failed: 0 };
try {
  for (const revision of revisions) {
    const { code, output } = await runSuite(revision);
    const { passed, failed } = report(revision);
    total.passed += passed;
    total.failed += failed;
    if (code !== 0 && failed === 0) throw new Error(`The suite ended with ${code}:\n${output.slice(-2_000)}`);
  }
} finally {
  fs.rmSync(results, { recursive: true, force: true });
  await server.close();
}
print(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function runSuite(revision) {
  const shimmed = typeof fs.globSync === 'function' ? [] : ['--import', shim];
  const options = ['--url', server.url, '--requirements', revision, '-o', join(results, revision)];
  const child = spawn(process.execPath, [...shimmed, join(suite, 'dist/index.js'), 'server', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeLimit,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code, signal] = await once(child, 'close');
  return { code: code ?? signal, output };
}

/** Judges by the recorded checks, not by what the suite says of itself. */
function report(revision) {
  const names = requiredScenarios(revision);
  const ran = recordedChecks(join(results, revision));
  const verdicts = names.map((name) => ({ name, ...judge(ran.get(name)) }));
  const failures = verdicts.filter(({ problems }) => problems.length > 0);
  const missing = Math.max(0, required[revision] - names.length);
  const passed = names.length - failures.length;
  const checks = verdicts.reduce((sum, { succeeded }) => sum + succeeded, 0);

  print(`${revision}: ${passed} of ${required[revision]} required scenarios passed, ${checks} checks`);
  for (const { name, problems } of failures) print(`  ✗ ${name}: ${problems.join('; ')}`);
  for (const { name, warnings } of verdicts) for (const warning of warnings) print(`  ! ${name}: ${warning}`);
  if (missing > 0) print(`  ✗ ${missing} scenarios are gone from the set`);
  const others = [...ran].filter(([name]) => !names.includes(name));
  const unmet = others.filter(([, recorded]) => judge(recorded).problems.length > 0).map(([name]) => name);
  print(`  not counted: ${others.length} more ran${unmet.length > 0 ? `, unmet: ${unmet.join(', ')}` : ''}`);
  return { passed, failed: failures.length + missing };
}

function judge(checks = []) {
  const of = (status) => checks.filter((check) => check.status === status);
  const message = (check) => `${check.name}: ${check.errorMessage ?? check.description}`;
  const succeeded = of('SUCCESS').length;
  const problems = of('FAILURE').map(message);
  if (problems.length === 0 && succeeded === 0) problems.push('nothing was checked');
  return { succeeded, problems, warnings: of('WARNING').map(message) };
}

/** The names under `server:` of the revision's frozen list. */
function requiredScenarios(revision) {
  const list = fs.readFileSync(join(suite, 'requirements', `${revision}.yaml`), 'utf8');
  const section = /^server:\n((?: +- .*\n)+)/m.exec(list)?.[1] ?? '';
  return [...section.matchAll(/^ +- (\S+)/gm)].map(([, name]) => name);
}

/** One folder for each scenario, e.g. "server-ping-2026-11-22T16-26-40-405Z". */
function recordedChecks(folder) {
  const recorded = new Map();
  for (const entry of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    const name = /^server-(.+)-\d{4}-\d\d-\d\dT[\d-]+Z$/.exec(entry)?.[1];
    const file = join(folder, entry, 'checks.json');
    if (name && fs.existsSync(file)) recorded.set(name, JSON.parse(fs.readFileSync(file, 'utf8')));
  }
  return recorded;
}
