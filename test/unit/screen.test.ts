import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  amount,
  amountOrZero,
  byCount,
  byFooting,
  isoDate,
  readTable,
  screenDate,
  sum,
} from '../../src/index.ts';
import { launchBrowser } from '../support/page.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
});

afterAll(() => browser.close());

const shape = {
  name: 'the list',
  headings: 'tr.head th',
  rows: 'tr.row',
  columns: { no: 'Invoice', due: 'Due  Date' },
  totals: 'tr.total',
};

const table = (head: string[], ...rows: string[][]) =>
  `<table><tr class="head">${head.map((text) => `<th>${text}</th>`).join('')}</tr>${rows
    .map((cells) => `<tr class="row">${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`)
    .join('')}<tr class="total"><td colspan="2">Total</td><td>9.00</td></tr></table>`;

describe('a table', () => {
  test('is read by its headings, wherever the columns stand', async () => {
    await page.setContent(
      table(['Due Date', 'Customer', ' invoice '], ['x', 'y', '<a href="http://a.test/1">I-1</a>']),
    );
    const { rows, totals } = await readTable(page, { ...shape, columns: { no: 'Invoice', due: 'Due Date' } });
    expect(rows).toEqual([{ cells: { no: 'I-1', due: 'x' }, links: { no: 'http://a.test/1' } }]);
    expect(totals).toEqual({ no: '9.00', due: 'Total' });
  });

  test('with more in its cells than it shows is read by what it shows', async () => {
    const editor = (text: string) =>
      `<select hidden><option>new<option>open</select><span class="value">${text}</span>`;
    await page.setContent(table(['Invoice', 'Due Date'], [editor('I-1'), 'x']));
    const { rows } = await readTable(page, {
      ...shape,
      totals: '',
      columns: { no: 'Invoice', due: 'Due Date' },
      shown: '.value',
    });
    expect(rows[0]?.cells).toEqual({ no: 'I-1', due: 'x' });
  });

  test('without a wanted heading says what it shows instead', async () => {
    await page.setContent(table(['Invoice', 'Customer'], ['1', '2']));
    await expect(readTable(page, { ...shape, columns: { due: 'Due Date' } })).rejects.toMatchObject({
      code: 'LAYOUT_CHANGED',
      message: 'No column "Due Date" in the list; the screen shows "Invoice", "Customer".',
    });
  });

  test('with a heading twice is not read', async () => {
    await page.setContent(table(['Invoice', 'Invoice'], ['1', '2']));
    await expect(readTable(page, { ...shape, columns: { no: 'Invoice' } })).rejects.toThrow(/More than one/);
  });

  test('with a row that is a cell short is not read', async () => {
    await page.setContent(table(['Invoice', 'Customer'], ['1', '2'], ['3']));
    await expect(readTable(page, { ...shape, columns: { no: 'Invoice' } })).rejects.toThrow(
      /Row 2 .* has 1 cells/,
    );
  });

  test('of 2,000 rows takes one trip, not one a cell', async () => {
    await page.setContent(
      table(['Invoice', 'Customer'], ...Array.from({ length: 2000 }, (_, i) => [`${i}`, 'c'])),
    );
    let trips = 0;
    const session = await page.context().newCDPSession(page);
    session.on('Runtime.executionContextCreated', () => (trips += 1));
    const { rows } = await readTable(page, { ...shape, columns: { no: 'Invoice' } });
    expect(rows).toHaveLength(2000);
    expect(rows[1999]?.cells.no).toBe('1999');
    expect(trips).toBeLessThanOrEqual(1);
  });
});

test.each([
  ['2,300.00', '2300.00'],
  ['$ 1,200', '1200.00'],
  ['(75.10)', '-75.10'],
  ['75.00-', '-75.00'],
  ['-0.00', '0.00'],
  ['.5', '0.50'],
  ['1234567.125', '1234567.125'],
])('the amount %s is %s', (text, expected) => {
  expect(amount(text)).toBe(expected);
});

test.each(['', 'n/a', '1,23', '12,34.00', '1.2.3', '--', '()'])('%j is no amount', (text) => {
  expect(() => amount(text)).toThrow(/should be/);
});

test('an empty cell is nothing where the app writes nothing', () => {
  expect(amountOrZero(' ')).toBe('0.00');
});

test('sums are exact', () => {
  expect(sum(['0.10', '0.20', '-0.30', '9007199254740993.01'])).toBe('9007199254740993.01');
});

test('dates come out ISO, and go back as the app writes them', () => {
  expect(isoDate('11-01-2026', 'mdy')).toBe('2026-11-01');
  expect(isoDate('1.2.26', 'dmy')).toBe('2026-02-01');
  expect(screenDate('2026-11-01', 'mdy', '/')).toBe('11/01/2026');
});

test.each(['02-30-2026', '13-01-2026', '2026', 'soon', ''])('%j is no date', (text) => {
  expect(() => isoDate(text, 'mdy')).toThrow(/should be/);
});

test('completeness is proven by a count or a total, or is not', () => {
  expect(byCount(3, 3).proven).toBe(true);
  expect(byCount(3, 4)).toMatchObject({ proven: false, because: '3 read, but the app states 4' });
  expect(byFooting(['1.00', '2.50'], '3.50').proven).toBe(true);
  expect(byFooting(['1.00'], '3.50').proven).toBe(false);
});
