/**
 * Everything a fresh clone needs before `npm run demo` and `npm test`: dependencies, the build, a browser. What is there
 * already is left alone.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (command, args) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
const time = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

if (time(`${root}node_modules/.package-lock.json`) < time(`${root}package-lock.json`)) {
  console.error('Installing dependencies …');
  // Not `ci`: it wants every platform's optional binaries in the lock file, which not every registry has.
  run('npm', ['install', '--no-audit', '--no-fund']);
}

run('npm', ['run', '--silent', 'build']);

const { findBrowser } = await import('../dist/src/browser/find.js');
const { chromium } = await import('playwright');
const found = () =>
  findBrowser({ executablePath: process.env.SIDEDOOR_BROWSER, headless: true }, chromium.executablePath());

try {
  await found();
} catch {
  console.error('Installing a browser …');
  installBrowser();
  await found();
}

function installBrowser() {
  // Debian's own package needs no other server than the distribution's; Ubuntu's is a snap, which cannot be driven.
  const isDebian = existsSync('/etc/debian_version') && !existsSync('/etc/lsb-release');
  if (isDebian && process.getuid?.() === 0) {
    const apt = ['-qq', '-o', 'DPkg::Lock::Timeout=600'];
    run('apt-get', [...apt, 'update']);
    run('apt-get', [...apt, 'install', '-y', '--no-install-recommends', 'chromium-headless-shell']);
  } else {
    run('npx', ['playwright', 'install', '--only-shell', 'chromium']);
  }
}
