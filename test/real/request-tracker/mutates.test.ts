import type { APIRequestContext, Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestTracker } from '../../../flows/request-tracker/app.ts';
import { launchBrowser } from '../../support/page.ts';
import { TrackerDatabase } from './database.ts';
import { startRequestTracker } from './start.ts';
import type { RequestTracker } from './start.ts';
import { Writer } from './writes.ts';

let tracker: RequestTracker;
let browser: Browser;
let database: TrackerDatabase;
let request: APIRequestContext;

beforeAll(async () => {
  [tracker, browser] = await Promise.all([startRequestTracker(), launchBrowser()]);
  database = new TrackerDatabase(tracker.database);
  request = (await new Writer(browser, tracker).page('dispatch')).request;
}, 180_000);

afterAll(async () => {
  await browser?.close();
  database?.close();
  await tracker?.stop();
});

/** Sends a request as a page of RT would, and tells whether the database is another afterwards. */
async function changes(method: string, address: string, form?: Record<string, string>): Promise<boolean> {
  const before = database.everything();
  const response = await request.fetch(new URL(address, tracker.url).href, {
    method,
    headers: { referer: tracker.url },
    ...(form && { form }),
  });
  expect(response.status()).toBeLessThan(500);
  return database.everything() !== before;
}

const mutates = (method: string, address: string, form: Record<string, string> = {}) =>
  requestTracker.mutates?.({
    method,
    url: new URL(address, tracker.url),
    form: new URLSearchParams(form),
    body: new URLSearchParams(form).toString(),
  });

/** GETs that write in RT 5.0.3, as tried. Each has its own ticket, so that each has something to change. */
test.each([
  'Ticket/Display.html?id=1&Status=rejected',
  'Ticket/Display.html?id=2;Status=rejected',
  'Ticket//Display.html?id=3&Subject=changed',
  'Ticket/Display.html?ShowHeaders=1;Subject=changed&id=15',
  'Ticket/Display%2Ehtml?id=4&Status=rejected',
  'Ticket/Display.html?id=5&Owner=6&Subject=changed',
  'Ticket/Display.html?id=6&Action=SetTold',
  'Ticket/Display.html?id=new&Queue=3&Subject=by+an+address',
  'Ticket/Update.html?id=7&UpdateType=private&UpdateContent=words&SubmitTicket=1',
  'Ticket/Create.html?id=new&Queue=3&Subject=by+another&SubmitTicket=1',
  'Ticket/Modify.html?id=8&Subject=changed',
  'Ticket/ModifyDates.html?id=9&Due_Date=2027-01-01',
  'Ticket/ModifyPeople.html?id=10&Owner=6&Subject=changed',
  'Ticket/ModifyAll.html?id=11&Subject=changed',
  'Helpers/TicketUpdate?id=12&Subject=changed',
  'Helpers/Toggle/TicketBookmark?id=13',
  'Search/Bulk.html?Query=id=14&UpdateTicket14=1&Status=rejected',
])('GET %s writes, and is known to', async (address) => {
  expect(await changes('GET', address)).toBe(true);
  expect(mutates('GET', address)).toBe(true);
});

test.each([
  '',
  'Search/Simple.html',
  'NoAuth/Login.html?next=0123456789abcdef0123456789abcdef',
  'Search/Build.html?NewQuery=1',
  "Search/Results.html?Query=id>0&Format='__id__','__Subject__'&Rows=100&Page=2&Order=ASC&OrderBy=id&Status=rejected&id=20",
  'Search/Results.html?Class=RT::Transactions&ObjectType=RT::Ticket&Query=TicketId=1',
  'Prefs/AboutMe.html',
  'Ticket/Display.html?id=20',
  'Ticket/History.html?id=20',
  'Ticket/Update.html?id=20&Action=Comment&DefaultStatus=resolved',
  'Ticket/Create.html',
  'Ticket/Create.html?Queue=3',
  'Helpers/Autocomplete/Owners?term=ana',
])('GET %s reads, and is known to', async (address) => {
  expect(await changes('GET', address)).toBe(false);
  expect(mutates('GET', address)).toBe(false);
});

test('what a form asks for while it is filled in reads; sending it writes', async () => {
  const form = { id: '21', UpdateType: 'response', UpdateContent: 'words', Status: '', Owner: '' };
  expect(mutates('POST', 'Helpers/PreviewScrips', form)).toBe(false);
  expect(await changes('POST', 'Helpers/PreviewScrips', form)).toBe(false);
  const sent = { ...form, SubmitTicket: 'Update Ticket' };
  expect(mutates('POST', 'Ticket/Update.html', sent)).toBe(true);
  expect(await changes('POST', 'Ticket/Update.html', sent)).toBe(true);
});

test('building a search reads; saving it writes', async () => {
  const form = { Query: 'id > 0', QueueOp: '=', ValueOfQueue: 'Work Orders', AddClause: 'Add' };
  expect(mutates('POST', 'Search/Build.html', form)).toBe(false);
  expect(await changes('POST', 'Search/Build.html', form)).toBe(false);
  expect(mutates('POST', 'Search/Build.html', { ...form, SavedSearchSave: 'Save' })).toBe(true);
});

test('every other way to send something may write', () => {
  const ways = [
    ['POST', 'Ticket/Display.html'],
    ['POST', 'Helpers/TicketUpdate'],
    ['PUT', 'REST/2.0/ticket/1'],
    ['GET', 'REST/1.0/ticket/1/edit'],
    ['GET', 'NoAuth/Logout.html'],
    ['GET', 'NoAuth/Login.html?user=dispatch&pass=words'],
    ['GET', 'Ticket/Display.html?id=1&CSRF_Token=abc'],
    ['GET', 'Ticket/Display.html/Search/Results.html?id=1&Status=open'],
    ['GET', 'Ticket/Display.html?id=1&id=2'],
  ] as const;
  for (const [method, address] of ways) expect([address, mutates(method, address)]).toEqual([address, true]);
});
