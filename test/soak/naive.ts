import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import { findBrowser } from '../../src/browser/find.ts';
import { codeOf, stepAt } from '../../replicas/harbor/index.ts';
import { count } from './count.ts';
import type { Counts, LiveRun } from './count.ts';
import { callsOf, work } from './load.ts';
import type { Call } from './load.ts';
import { codeSeconds, openOffice } from './office.ts';
import type { Login } from './office.ts';
import type { SoakSettings } from './settings.ts';

const mostTries = 5;
/** Milliseconds; patient enough for a machine that does nothing else. */
const actionLimit = 3_000;

/**
 * The same load by scripts as they are written for one caller: sign in, read, and try again where that failed. Each
 * "process" is a browser of its own; nobody is killed or frozen.
 */
export async function soakNaive(folder: string, settings: SoakSettings): Promise<Counts> {
  const office = await openOffice(folder, settings);
  const browsers = await Promise.all(Array.from({ length: settings.processes }, launch));
  const runs: LiveRun[] = [];
  let scripts = 0;
  try {
    const answer = async (call: Call, caller: number) => {
      const login = office.logins.find(({ user }) => user.name === call.user)!;
      const browser = browsers[caller % browsers.length]!;
      for (let tries = 0; tries < mostTries; tries++) {
        const run = { user: call.user, agent: `script-${scripts++}`, from: Date.now(), to: Infinity };
        runs.push(run);
        const isDone = await script(browser, office.harbor.url, login, call, run.agent);
        run.to = Date.now();
        if (isDone) return { outcome: 'done' };
      }
      return { outcome: 'gave up' };
    };
    const callers = settings.processes * settings.callers;
    const answers = await work(callsOf(settings, office), callers, answer, (answered) => {
      office.answered(answered);
    });
    return count('naive scripts', office, answers, runs, []);
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await office.harbor.close();
  }
}

async function launch(): Promise<Browser> {
  const { executablePath } = await findBrowser({ headless: true }, chromium.executablePath());
  return chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ['--disable-gpu'],
    chromiumSandbox: process.getuid?.() !== 0,
  });
}

async function script(
  browser: Browser,
  baseURL: string,
  login: Login,
  call: Call,
  agent: string,
): Promise<boolean> {
  const context = await browser.newContext({ baseURL, userAgent: agent });
  context.setDefaultTimeout(actionLimit);
  try {
    const page = await context.newPage();
    await signIn(page, login);
    await read(page, call);
    return true;
  } catch {
    return false;
  } finally {
    await context.close();
  }
}

async function signIn(page: Page, { user, passwordFile }: Login): Promise<void> {
  await page.goto('login.aspx');
  await page.locator('#txtUserName').fill(user.name);
  await page.locator('#txtPassword').fill(await readFile(passwordFile, 'utf8'));
  await page.locator('#btnSignOn').click();
  await page.waitForURL((url) => !url.pathname.includes('login'));
  if (await page.locator('#txtCode').isVisible()) {
    await page.locator('#txtCode').fill(codeOf(user.codeSecret, stepAt(Date.now(), codeSeconds)));
    await page.locator('#btnVerify').click();
    await page.waitForURL((url) => !url.pathname.includes('code'));
  }
  const later = page.locator('#btnLater');
  if (await later.isVisible()) await later.click();
  await page.waitForURL((url) => url.pathname.startsWith('/app/'));
}

async function read(page: Page, { flow }: Call): Promise<void> {
  const title = flow === 'list_work_orders' ? 'Work Orders' : 'Tenants';
  await page.goto('app/default.aspx');
  await page.locator('#menu').getByRole('link', { name: title, exact: true }).click();
  const content = page.frameLocator('[name=content]');
  await content.locator('table.grid tr').nth(1).waitFor();
  await content.locator('table.grid').innerText();
}
