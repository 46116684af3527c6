import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import type { Browser, BrowserContext } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqlLedger } from '../../../flows/sql-ledger/app.ts';
import { address, signedInUser } from '../../../flows/sql-ledger/pages/address.ts';
import { openReport } from '../../../flows/sql-ledger/pages/report.ts';
import { receivables } from '../../../flows/sql-ledger/pages/sides.ts';
import { TransactionListPage } from '../../../flows/sql-ledger/pages/transaction-list.page.ts';
import { launchBrowser } from '../../support/page.ts';
import { passwordOf, signInElsewhere, startSqlLedger } from './start.ts';
import type { Login, SqlLedger } from './start.ts';

let ledger: SqlLedger;
let browser: Browser;

beforeAll(async () => {
  [ledger, browser] = await Promise.all([startSqlLedger(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await ledger?.stop();
});

/** A blank page of a new context, with the account's URL as base. */
async function blank(storageState?: Awaited<ReturnType<BrowserContext['storageState']>>) {
  const context = await browser.newContext({ baseURL: ledger.url, ...(storageState && { storageState }) });
  context.setDefaultTimeout(10_000);
  return context.newPage();
}

/** A page after the app's own sign-in. */
async function signedIn(login: Login, password = passwordOf(login)) {
  const page = await blank();
  await sqlLedger.signIn({ page, username: login, password });
  return page;
}

test('a clerk who signs in is inside, in the frames and on a page without them', async () => {
  const page = await signedIn('clerk');
  expect(await sqlLedger.classify(page)).toEqual({ state: 'signed_in' });
  await openReport(page, 'ar.pl', { action: 'search', outstanding: '1' });
  expect(await sqlLedger.classify(page)).toEqual({ state: 'signed_in' });
});

test('a restored session shows on the first page that it is still signed in', async () => {
  const first = await signedIn('clerk');
  const restored = await blank(await first.context().storageState());
  await restored.goto(sqlLedger.home);
  expect(await sqlLedger.classify(restored)).toEqual({ state: 'signed_in' });
});

test('the first page of somebody new is signed out', async () => {
  const page = await blank();
  await page.goto(sqlLedger.home);
  expect(await sqlLedger.classify(page)).toEqual({ state: 'signed_out' });
});

test('a wrong password and a wrong name are refused in the words of the application', async () => {
  const says = async (login: Login, password: string) => sqlLedger.classify(await signedIn(login, password));
  expect(await says('clerk', 'wrong')).toEqual({ state: 'signed_out', says: 'Incorrect Password!' });
  expect(await says('nobody' as Login, 'wrong')).toEqual({
    state: 'signed_out',
    says: 'Incorrect Username!',
  });
});

test('a session that another sign-in ended is over', async () => {
  const page = await signedIn('clerk2');
  await signInElsewhere(ledger, 'clerk2');
  await expect(openReport(page, 'ar.pl', { action: 'search' })).rejects.toMatchObject({
    code: 'SESSION_LOST',
  });
  expect(await sqlLedger.classify(page)).toEqual({ state: 'signed_out', says: 'Session expired!' });
});

test('a session whose time is up is over', async () => {
  const page = await signedIn('short');
  const search = await address(page, 'ar.pl', { action: 'search' });
  await expect.poll(() => signedInUser(page), { timeout: 15_000, interval: 250 }).toBeUndefined();
  await expect(openReport(page, 'ar.pl', { action: 'search' })).rejects.toMatchObject({
    code: 'SESSION_LOST',
  });
  await page.goto(search);
  expect(await sqlLedger.classify(page)).toEqual({ state: 'signed_out', says: 'Session expired!' });
});

test('frames alone, which anyone gets, are not inside', async () => {
  const page = await blank();
  await page.goto('menu.pl?path=bin/mozilla&action=display&login=clerk@lakeside&main=company_logo');
  await page.frameLocator('frame[name=acc_menu]').locator('input[type=password]').waitFor();
  expect(await sqlLedger.classify(page)).toEqual({ state: 'signed_out', says: 'Session expired!' });
});

test('a login that the server has forgotten is logged out', async () => {
  const page = await signedIn('viewer');
  await rm(ledger.userFile('viewer@lakeside.conf'));
  await expect(openReport(page, 'ar.pl', { action: 'search' })).rejects.toMatchObject({
    code: 'SESSION_LOST',
  });
  expect(await sqlLedger.classify(page)).toEqual({ state: 'signed_out', says: 'You are logged out!' });
});

test('maintenance is neither signed in nor a refused password', async () => {
  const page = await signedIn('clerk');
  const lock = ledger.userFile('nologin.LCK');
  await writeFile(lock, '');
  try {
    await expect(signedIn('clerk2')).rejects.toMatchObject({ code: 'APP_UNAVAILABLE' });
    await page.goto(await address(page, 'ar.pl', { action: 'search' }));
    expect(await sqlLedger.classify(page)).toEqual({
      state: 'unknown',
      says: 'System currently down for maintenance!',
    });
  } finally {
    await rm(lock);
  }
});

test('a name in two companies wants a person, who then names the company', async () => {
  const members = ledger.userFile('members');
  const before = await readFile(members, 'utf8');
  const clerk = /\[clerk@lakeside\][^[]*/.exec(before)?.[0] ?? '';
  await appendFile(members, clerk.replace('clerk@lakeside', 'clerk@harbor'));
  try {
    expect(await sqlLedger.classify(await signedIn('clerk'))).toMatchObject({ state: 'interstitial' });
    const named = await signedIn('clerk@lakeside' as Login, passwordOf('clerk'));
    expect(await sqlLedger.classify(named)).toEqual({ state: 'signed_in' });
  } finally {
    await writeFile(members, before);
  }
});

test('a list that breaks off is no list, and neither is an error', async () => {
  const page = await signedIn('clerk');
  const list = new TransactionListPage(page, receivables);
  const whole = await list.outstanding({});
  expect(whole.transactions.length).toBeGreaterThan(300);
  // The server dies in the middle of its answer, here after 9 tenths.
  await page.route('**/ar.pl?*', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: body.subarray(0, body.length * 0.9) });
  });
  await expect(list.outstanding({})).rejects.toMatchObject({ code: 'LAYOUT_CHANGED' });
  await page.unroute('**/ar.pl?*');
  await expect(list.outstanding({ from: 'no date' })).rejects.toMatchObject({
    code: 'LAYOUT_CHANGED',
    message: expect.stringContaining('SQL-Ledger says') as string,
  });
});
