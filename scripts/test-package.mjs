/**
 * What a user gets: the packed package in an empty folder, his own flow and config beside it, driven by the MCP
 * Inspector's command line. `npm run test:package`.
 */
import { execFileSync, execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createJiti } from 'jiti';

const inspector = '@modelcontextprotocol/inspector@2.12.0';
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sidedoor-package-'));
const npm = (args, cwd) => execFileSync('npm', args, { cwd, stdio: ['ignore', 'pipe', 2] }).toString();

const { startTinyApp } = await createJiti(import.meta.url).import('../test/support/tiny-app.ts');
const app = await startTinyApp();
let passed = 0;
const check = (what, holds, seen) => {
  if (!holds) throw new Error(`${what}: ${seen}`);
  console.log(`ok  ${what}`);
  passed += 1;
};

try {
  const [{ filename, size }] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], root));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', join(folder, filename), inspector], folder);
  console.log(`${filename}, ${Math.round(size / 1024)} kB, installed into an empty folder`);

  mkdirSync(join(folder, 'flows'));
  cpSync(join(root, 'test/support/tiny-pack'), join(folder, 'flows/tiny'), { recursive: true });
  // Not env: a client hands a server few variables of its environment.
  writeFileSync(join(folder, 'password'), app.state.password, { mode: 0o600 });
  writeFileSync(
    join(folder, 'sidedoor.config.ts'),
    `import { defineConfig } from 'sidedoor-mcp';
     export default defineConfig({
       flows: ['./flows'],
       accounts: { main: { app: 'tiny', url: '${app.url}', username: 'clerk', password: 'file:${join(folder, 'password')}' } },
     });`,
  );

  const inspect = async (...args) => {
    // Its config is found in the working directory; --config would be the Inspector's own.
    const server = ['node_modules/.bin/sidedoor', 'mcp'];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['node_modules/.bin/mcp-inspector', '--cli', ...server, ...args, '--format', 'json'],
      // The Inspector keeps files in the home folder, and we keep a key there.
      { cwd: folder, env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder } },
    );
    return JSON.parse(stdout);
  };
  const listed = JSON.stringify(await inspect('--method', 'tools/list'));
  check('the user’s own flow is listed', listed.includes('"tiny_list_rows"'), listed);
  const called = JSON.stringify(
    await inspect('--method', 'tools/call', '--tool-name', 'tiny_list_rows', '--tool-args-json', '{"n":2}'),
  );
  check('and called', called.includes('"R-2"') && called.includes('"done"'), called);
  const again = JSON.stringify(
    await inspect('--method', 'tools/call', '--tool-name', 'tiny_list_rows', '--tool-args-json', '{"n":1}'),
  );
  check(
    'again by the next process, on the same sign-in',
    again.includes('"R-1"') && app.state.signIns === 1,
    again,
  );
} finally {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
console.log(`${passed} passed, 0 failed`);
