/** Runs the unit tests on other Node versions, which come as npm packages: `node scripts/test-on-nodes.mjs 22 24 26`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const versions = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'sidedoor-nodes-'));
const failed = [];
try {
  for (const version of versions.length ? versions : ['22', '24', '26']) {
    const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
    execFileSync('npm', ['install', '--prefix', folder, '--no-save', `${name}@${version}`], {
      stdio: ['ignore', 2, 2],
    });
    const node = join(folder, 'node_modules', name, 'bin', 'node');
    console.log(`Node ${execFileSync(node, ['--version']).toString().trim()}`);
    try {
      execFileSync(node, [join(root, 'node_modules/vitest/vitest.mjs'), 'run'], {
        cwd: root,
        stdio: 'inherit',
      });
    } catch {
      failed.push(version);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (failed.length) {
  console.error(`Failed on Node ${failed.join(', ')}`);
  process.exit(1);
}
