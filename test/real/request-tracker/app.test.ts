import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestTracker } from '../../../flows/request-tracker/app.ts';
import { open } from '../../../flows/request-tracker/pages/screen.ts';
import { launchBrowser } from '../../support/page.ts';
import { passwords, startRequestTracker } from './start.ts';
import type { Login, RequestTracker } from './start.ts';

let tracker: RequestTracker;
let browser: Browser;

beforeAll(async () => {
  [tracker, browser] = await Promise.all([startRequestTracker(), launchBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await tracker?.stop();
});

async function blank() {
  const context = await browser.newContext({ baseURL: tracker.url });
  context.setDefaultTimeout(30_000);
  return context.newPage();
}

async function signedIn(login: Login, password: string = passwords[login]) {
  const page = await blank();
  await requestTracker.signIn({ page, username: login, password });
  return page;
}

test('a clerk who signs in is inside, on every page', async () => {
  const page = await signedIn('dispatch');
  expect(await requestTracker.classify(page)).toEqual({ state: 'signed_in' });
  for (const address of [
    requestTracker.home,
    '',
    'Ticket/Display.html?id=1',
    'Search/Results.html?Query=id%20%3E%200',
  ]) {
    await page.goto(address);
    expect(await requestTracker.classify(page)).toEqual({ state: 'signed_in' });
  }
});

test('a restored session shows on the first page that it is still signed in', async () => {
  const first = await signedIn('dispatch');
  const context = await browser.newContext({
    baseURL: tracker.url,
    storageState: await first.context().storageState(),
  });
  const page = await context.newPage();
  await page.goto(requestTracker.home);
  expect(await requestTracker.classify(page)).toEqual({ state: 'signed_in' });
});

test('the login form is signed out, also where it stands in place of a page', async () => {
  const page = await blank();
  for (const address of [requestTracker.home, 'NoAuth/Login.html', 'Ticket/Display.html?id=1']) {
    await page.goto(address);
    expect(await requestTracker.classify(page)).toEqual({ state: 'signed_out' });
  }
  expect(new URL(page.url()).searchParams.has('next')).toBe(true);
});

test('a wrong password is refused in the words of RT', async () => {
  const page = await signedIn('dispatch', 'wrong');
  expect(await requestTracker.classify(page)).toEqual({
    state: 'signed_out',
    says: 'Your username or password is incorrect',
  });
});

test('a session that RT forgot is over', async () => {
  const page = await signedIn('dispatch');
  await tracker.forgetSessions();
  await expect(open(page, 'Ticket/Display.html?id=1')).rejects.toMatchObject({ code: 'SESSION_LOST' });
  expect(await requestTracker.classify(page)).toEqual({ state: 'signed_out' });
});

test("a requestor's self-service pages want another login", async () => {
  const page = await signedIn('tenant');
  expect(await requestTracker.classify(page)).toMatchObject({
    state: 'interstitial',
    says: expect.stringContaining('self-service') as string,
  });
});

test('a request that RT takes for a forged one is a screen of somebody signed in, and no page to read', async () => {
  const page = await signedIn('dispatch');
  await page.goto('about:blank');
  await page.goto('Ticket/Create.html?Queue=3');
  expect(await requestTracker.classify(page)).toEqual({
    state: 'signed_in',
    says: 'Possible cross-site request forgery',
  });
  await page.goto('about:blank');
  await expect(open(page, 'Ticket/Create.html?Queue=3')).rejects.toMatchObject({
    code: 'LAYOUT_CHANGED',
    message: expect.stringContaining('cross-site request forgery') as string,
  });
  await open(page, requestTracker.home);
  expect((await open(page, 'Ticket/Create.html?Queue=3')).kind).toBe('inside');
});

test('what is none of these is unknown', async () => {
  const page = await signedIn('dispatch');
  await page.goto('about:blank');
  expect(await requestTracker.classify(page)).toEqual({ state: 'unknown' });
  await page.setContent('<h1>Logged in as dispatch</h1><form><input name="pass"></form>');
  expect(await requestTracker.classify(page)).toEqual({ state: 'unknown' });
});
