/** The real list of open invoices, spoilt on its way in every manner that would make it a shorter or another one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openCalls } from './calls.ts';
import type { Calls } from './calls.ts';
import { Middleman } from './middleman.ts';
import type { Tamper } from './middleman.ts';
import { startSqlLedger } from './start.ts';
import type { SqlLedger } from './start.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

let ledger: SqlLedger;
let middleman: Middleman;
let folder: string;
let calls: Calls;

beforeAll(async () => {
  ledger = await startSqlLedger();
  middleman = await Middleman.open(ledger.url);
  folder = await mkdtemp(join(tmpdir(), 'sidedoor-real-partials-'));
  calls = await openCalls({ ...ledger, url: middleman.url }, folder, ['clerk']);
});

afterAll(async () => {
  await calls?.[Symbol.asyncDispose]();
  await middleman?.[Symbol.asyncDispose]();
  await ledger?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

interface Listed {
  due: object[];
  complete: { proven: boolean; because: string; rows: number };
}

const row = /<tr class=listrow[01]>[\s\S]*?<\/tr>/g;
const rowsOf = (html: string) => html.match(row) ?? [];
const amountOf = (text: string) => /<td align=right>([\d,.-]+)<\/td>/.exec(text)?.[1];

/** Each row as `change` has it: nothing, another one, or several. */
function eachRow(change: (text: string, index: number, all: string[]) => string): (html: string) => string {
  return (html) => {
    const all = rowsOf(html);
    let index = 0;
    return html.replace(row, (text) => change(text, index++, all));
  };
}

/** The row after the first with the same amount and the same due, which takes its place: count and totals still agree. */
function twin(all: string[]): [number, string] {
  const last = (text: string) => text.match(/<td align=right>[\d,.-]+<\/td>/g)?.join();
  for (const [index, text] of all.entries()) {
    const other = all.findIndex((each, at) => at > index && last(each) === last(text) && amountOf(each));
    if (other !== -1) return [other, text];
  }
  throw new Error('no two rows have the same amounts');
}

const login = '<html><body><form><input name=login><input type=password name=password></form></body></html>';
const ended = '<html><body>Session expired!<form><input type=password name=password></form></body></html>';

const manners: Record<string, Tamper> = {
  'the last row is missing': eachRow((text, index, all) => (index === all.length - 1 ? '' : text)),
  'a page of rows in the middle is missing': eachRow((text, index) =>
    index >= 100 && index < 150 ? '' : text,
  ),
  'it ends after 300 rows, count and totals as they were': eachRow((text, index) =>
    index < 300 ? text : '',
  ),
  'it ends after 300 rows, and the count says so': (html) =>
    eachRow((text, index) => (index < 300 ? text : ''))(html).replace(
      /name="rowcount" value="\d+"/,
      'name="rowcount" value="300"',
    ),
  'a row comes twice': eachRow((text, index) => (index === 7 ? text + text : text)),
  'a page of rows comes twice': eachRow((text, index, all) =>
    index === 99 ? text + all.slice(50, 100).join('') : text,
  ),
  'a row comes in place of another': eachRow((text, index, all) => (index === 9 ? all[8]! : text)),
  'a row comes in place of another of the same amount': eachRow((text, index, all) => {
    const [at, other] = twin(all);
    return index === at ? other : text;
  }),
  'the cells stand one column too far right': eachRow((text) =>
    text.replace('<td>', '<td></td><td>').replace(/<td[^>]*>[^<]*<\/td>\s*<\/tr>/, '</tr>'),
  ),
  'a row has a cell more': eachRow((text, index) =>
    index === 20 ? text.replace('<td>', '<td></td><td>') : text,
  ),
  'the totals are missing': (html) => html.replace(/<tr class=listtotal>[\s\S]*?<\/tr>/, ''),
  'the totals are others': (html) =>
    html.replace(/(<th class=listtotal align=right>)(\d)/, (_all, tag: string) => `${tag}9`),
  'the count is missing': (html) => html.replace(/<input type="hidden" name="rowcount"[^>]*>/, ''),
  'the login page comes, status 200': () => login,
  'the session has ended, status 200': () => ended,
  'nothing comes, status 200': () => '',
  'it breaks off in the middle of a row': (html) => html.slice(0, html.length * 0.7),
  'the connection breaks off': (html) => ({ cutAt: Math.floor(html.length * 0.8) }),
  'it is the list of another customer': (html) =>
    html.replace(/name="customer_id" value="0"/, 'name="customer_id" value="10146"'),
  'it is that of other days': (html) =>
    html.replace(/To&nbsp;[A-Z][a-z]+ \d\d 2099/, 'To&nbsp;October 31 2026'),
};

let silent = 0;
const ends: string[] = [];

test('as it is, it is whole', async () => {
  const { result } = await calls.call<Listed>('clerk', 'list_open_invoices');
  expect(result?.complete).toMatchObject({ proven: true });
});

test.each(Object.entries(manners))('%s: not proven, or an error by name', async (manner, tamper) => {
  middleman.tamper = tamper;
  const before = middleman.spoilt;
  const { result, error } = await calls.call<Listed>('clerk', 'list_open_invoices');
  middleman.tamper = undefined;
  expect(middleman.spoilt).toBeGreaterThan(before);
  ends.push(`${error ? error.code : result?.complete.proven ? 'SILENT' : 'not proven'}: ${manner}`);
  if (!error && result?.complete.proven !== false) silent += 1;
  if (error) expect(['LAYOUT_CHANGED', 'SESSION_LOST', 'APP_UNAVAILABLE']).toContain(error.code);
  else expect(result?.complete).toMatchObject({ proven: false });
});

test('none of them is silent', () => {
  process.stdout.write(`${ends.join('\n')}\n${ends.length} manners, ${silent} silent\n`);
  expect(ends).toHaveLength(Object.keys(manners).length);
  expect(silent).toBe(0);
});
