import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { LongPage, readSlices } from '../../src/index.ts';
import { repairLatin1 } from '../../src/browser/charset.ts';
import { toSidedoorError } from '../../src/failure.ts';
import { launchBrowser } from '../support/page.ts';

let browser: Browser;
let page: Page;
let url = '';
/** Bytes that the client has taken off the server's hands. */
let sent = 0;

const head =
  '<!doctype html><meta charset="utf-8"><h1>Open items</h1><table><tr><th>No</th><th>Name</th></tr>';
const foot = '<tr class="total"><td>Total</td><td>all</td></tr></table><input type="hidden" name="count">';
/** One string in UTF-8 and one in Latin-1, as an app prints them that declares only the first. */
const row = (no: number, filler = '') =>
  Buffer.concat([
    Buffer.from(`<tr class="row">\n<td><a href="item?no=${no}&x=${filler}">${no}</a></td><td>Łódź `),
    Buffer.from('Müller', 'latin1'),
    Buffer.from('</td></tr>'),
  ]);

/** Waits for a client that takes its time, as an app does. */
async function send(response: ServerResponse, bytes: Buffer | string): Promise<void> {
  const isTaken = response.write(bytes);
  if (!isTaken) await new Promise((resolve) => response.once('drain', resolve));
  sent += bytes.length;
}

async function answer(path: string, response: ServerResponse): Promise<void> {
  const asked = new URL(path, url).searchParams;
  const rows = Number(asked.get('rows') ?? 0);
  const cut = Number(asked.get('cut') ?? Infinity);
  const filler = 'x'.repeat(Number(asked.get('filler') ?? 0));
  if (path.startsWith('/down')) response.statusCode = 502;
  response.setHeader('content-type', 'text/html');
  await send(response, head);
  for (let no = 1; no <= rows; no++) {
    if (no > cut) return void response.destroy();
    const bytes = row(no, filler);
    // In pieces that end in the middle of a character.
    if (filler === '')
      for (let at = 0; at < bytes.length; at += 41) await send(response, bytes.subarray(at, at + 41));
    else await send(response, bytes);
  }
  response.end(foot);
}

const server = createServer((request, response) => {
  if (request.url === '/') response.end('<p>Welcome');
  else if (request.url === '/empty') response.end();
  else void answer(request.url ?? '/', response);
});

beforeAll(async () => {
  browser = await launchBrowser();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

beforeEach(async () => {
  page = await browser.newPage();
  await page.goto(url);
  sent = 0;
});

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

const shape = {
  name: 'the items',
  headings: 'th',
  rows: 'tr.row',
  totals: 'tr.total',
  columns: { no: 'No', name: 'Name' },
};

test('comes in slices: each row once, its text repaired, its links whole, the totals at the end', async () => {
  const long = await LongPage.open(page, 'list?rows=2500', shape.rows);
  expect(await long.evaluate((root) => root.querySelector('h1')?.textContent, undefined)).toBe('Open items');
  const numbers: string[] = [];
  const sizes: number[] = [];
  const totals: unknown[] = [];
  for await (const slice of readSlices(long, shape)) {
    sizes.push(slice.rows.length);
    totals.push(slice.totals);
    for (const { cells, links } of slice.rows) {
      expect(cells.name).toBe('Łódź Müller');
      expect(links.no).toBe(`${url}item?no=${cells.no}&x=`);
      numbers.push(cells.no);
    }
  }
  expect(sizes).toEqual([1_000, 1_000, 500]);
  expect(numbers).toEqual(Array.from({ length: 2_500 }, (_, at) => String(at + 1)));
  expect(totals.at(-1)).toEqual({ no: 'Total', name: 'all' });
  expect(await long.evaluate((root) => root.querySelectorAll('input[name=count]').length, undefined)).toBe(1);
  expect(page.url()).toBe(url);
});

test('is not held: rows that are read are gone, and the app waits for those who put them away', async () => {
  const long = await LongPage.open(page, 'list?rows=100000&filler=5000', shape.rows);
  let slices = 0;
  for await (const { rows } of readSlices(long, shape)) {
    expect(rows).toHaveLength(1_000);
    const left = await long.evaluate((root) => root.querySelectorAll('tr').length, undefined);
    expect(left).toBeLessThan(500);
    if (++slices === 3) break;
  }
  // Chromium and the sockets take 64 to 112 MB ahead of whoever reads; this one has read 15 of 500.
  expect(sent).toBeLessThan(250_000_000);
});

test('that has no rows is one empty slice, and one that is no such page can be looked at', async () => {
  const sizes: number[] = [];
  for await (const { rows, totals } of readSlices(
    await LongPage.open(page, 'list?rows=0', shape.rows),
    shape,
  )) {
    sizes.push(rows.length);
    expect(totals).toEqual({ no: 'Total', name: 'all' });
  }
  expect(sizes).toEqual([0]);
  const empty = await LongPage.open(page, 'empty', shape.rows);
  expect(await empty.evaluate((root) => root.textContent, undefined)).toBe('');
});

test('that breaks off, or is an error of the server, is never a shorter list', async () => {
  const reading = (async () => {
    const long = await LongPage.open(page, 'list?rows=2500&cut=2200&filler=1000', shape.rows);
    for await (const { rows } of readSlices(long, shape)) expect(rows).toHaveLength(1_000);
  })();
  await expect(reading).rejects.toMatchObject({ code: 'APP_UNAVAILABLE' });
  await expect(LongPage.open(page, 'down', shape.rows)).rejects.toMatchObject({
    code: 'APP_UNAVAILABLE',
    message: expect.stringContaining('502') as string,
  });
});

test('shown with its text repaired it would end the browser, so that is refused', async () => {
  await repairLatin1(page);
  const failure: unknown = await page
    .goto(`${url}list?rows=48000&filler=1500`)
    .catch((error: unknown) => error);
  expect(toSidedoorError(failure)).toMatchObject({ code: 'LAYOUT_CHANGED' });
  expect(browser.isConnected()).toBe(true);
  // The browser's own page for the refusal comes in between.
  const shown = () => page.goto(url).then(() => page.innerText('p'), String);
  await expect.poll(shown).toBe('Welcome');
});
