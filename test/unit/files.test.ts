import { Buffer } from 'node:buffer';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { findTable, readCsv, readWorkbook, unzip } from '../../src/index.ts';
import { workbook } from '../bulk/workbook.ts';

const file = (name: string, content: string | Uint8Array) => ({
  name,
  bytes: typeof content === 'string' ? strToU8(content) : content,
});

describe('a workbook', () => {
  test('is known by its bytes, not by its name', async () => {
    const bytes = workbook([
      ['Rent\u{A0}Roll_x000D_\nMarch', null],
      ['\u{A0}\u{A0}Unit', 1250.5],
      [new Date('2026-03-01T00:00:00Z'), true],
    ]);
    const { sheets } = await readWorkbook(file('RentRoll.xls', bytes));
    expect(sheets).toEqual([
      {
        name: 'Orders',
        rows: [
          ['Rent Roll\nMarch', null],
          ['  Unit', 1250.5],
          [new Date('2026-03-01T00:00:00Z'), true],
        ],
      },
    ]);
  });

  test('is read from a page that the app calls .xls', async () => {
    const page = `\u{FEFF}<html><head><title>a <table> in a title</title><style>td > b {}</style></head><body>
      <!-- <table><tr><td>gone</td></tr></table> -->
      <TABLE border=1><tr><td colspan="2">Ledger &amp; more</td><td>x</td></tr>
      <tr><th>Code<th>Amount&nbsp;due<th>Name</tr>
      <tr><td>007</td><td>(1,234.56)</td><td title="a > b">D&#233;sir&eacute;e<br>Ruiz</td></tr></TABLE></body></html>`;
    const { sheets } = await readWorkbook(file('ledger.xls', page));
    expect(sheets).toEqual([
      {
        name: 'Table 1',
        rows: [
          ['Ledger & more', null, 'x'],
          ['Code', 'Amount due', 'Name'],
          ['007', '(1,234.56)', 'Désirée\nRuiz'],
        ],
      },
    ]);
  });

  test('in a table within a table is one of its own', async () => {
    const page = '<table><tr><td>a<table><tr><td>b</td></tr></table>c</td></tr></table>';
    const { sheets } = await readWorkbook(file('x.xls', page));
    expect(sheets.map(({ rows }) => rows)).toEqual([[['ac']], [['b']]]);
  });

  test.each([
    ['nothing', '', 'APP_UNAVAILABLE'],
    ['an error page', '<html><h1>Scheduled maintenance</h1></html>', 'APP_UNAVAILABLE'],
    ['the sign-in page', '<table><tr><td><input name=p type="password"></td></tr></table>', 'SESSION_LOST'],
    ['a PDF', '%PDF-1.7', 'LAYOUT_CHANGED'],
    ['CSV', 'Unit,Rent\n1,2\n', 'LAYOUT_CHANGED'],
    ['an Excel file of old', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'LAYOUT_CHANGED'],
    ['a zip of something else', zipSync({ 'a.csv': strToU8('a') }), 'LAYOUT_CHANGED'],
    ['half a workbook', workbook([['a']]).slice(0, 900), 'APP_UNAVAILABLE'],
  ])('is not %s', async (_, content, code) => {
    await expect(readWorkbook(file('report.xlsx', content))).rejects.toMatchObject({ code });
  });
});

describe('the table in a sheet', () => {
  const shape = { name: 'the rent roll', columns: { unit: 'Unit', rent: 'Actual Rent' } };
  const head = [
    ['Rent Roll', null, null],
    [null, null, null],
    ['As of', new Date('2026-03-31T00:00:00Z'), null],
  ];

  test('stands below rows about the report and ends at a blank row', () => {
    const rows = [
      ...head,
      ['Actual  rent', 'Name', ' UNIT '],
      [1200, 'Ruiz', '  101 '],
      [null, 'VACANT', '102'],
      [null, ' ', null],
      ['Printed by ops', null, null],
    ];
    expect(findTable(rows, shape)).toEqual({
      meta: [['Rent Roll'], ['As of', '2026-03-31']],
      rows: [
        { unit: '101', rent: 1200 },
        { unit: '102', rent: null },
      ],
      totals: undefined,
      below: [['Printed by ops']],
    });
  });

  test('ends at its totals where it has them, and has them', () => {
    const rows = [
      ['Unit', 'Actual Rent'],
      ['101', 5],
      [null, null],
      ['102', 6],
      ['Grand Total', 11],
      ['end', null],
    ];
    const table = findTable(rows, { ...shape, totals: /^grand total/i });
    expect(table.rows).toHaveLength(2);
    expect(table.totals).toEqual({ unit: 'Grand Total', rent: 11 });
    expect(table.below).toEqual([['end']]);
    expect(() => findTable(rows.slice(0, 4), { ...shape, totals: /^grand total/i })).toThrow(/totals/);
  });

  test('may have its headings in two rows, and levels by leading blanks', () => {
    const rows = [
      ['Property', 'Lease', 'Lease'],
      [null, 'From', 'To'],
      ['   Unit 1', '01/01/26', '12/31/26'],
    ];
    const columns = { name: 'Property', from: 'Lease From', to: 'Lease To' };
    const table = findTable(rows, { name: 'leases', columns, headingRows: 2, indented: ['name'] });
    expect(table.rows).toEqual([{ name: '   Unit 1', from: '01/01/26', to: '12/31/26' }]);
  });

  test('is not read when a heading is missing or stands twice, and says what is there', () => {
    expect(() => findTable([...head, ['Unit', 'Market Rent', 'Name']], shape)).toThrow(
      'No line of the rent roll has each of the headings "Unit", "Actual Rent" once; the one that comes nearest has "Unit", "Market Rent", "Name".',
    );
    expect(() => findTable([['Unit', 'Actual Rent', 'Unit']], shape)).toThrow(/once/);
    expect(() => findTable([], shape)).toThrow(/none has any/);
  });

  test('is not read when a row has something where no heading stands, or is short', () => {
    const heading = ['Unit', null, 'Actual Rent', null];
    expect(() => findTable([heading, ['101', 'shifted', '5', null]], shape)).toThrow(
      'Row 2 of the rent roll has "shifted" where there is no heading.',
    );
    expect(() => findTable([heading, ['101', null, '5', '6']], shape)).toThrow(/no heading/);
    expect(() => findTable([heading, ['101', null]], shape)).toThrow(/has 2 cells under 3 headings/);
  });
});

describe('a zip', () => {
  const zip = zipSync({
    'OrderDetails.csv': strToU8('a,b\n1,2'),
    'sub/': new Uint8Array(),
    'sub/Items.csv': strToU8('x'),
  });

  test('gives its files', () => {
    const files = unzip(file('export.zip', zip));
    expect(files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['OrderDetails.csv', 'a,b\n1,2'],
      ['sub/Items.csv', 'x'],
    ]);
  });

  test.each([
    ['too many files', zip, { files: 1 }, /holds 3 files/],
    ['a bomb', zipSync({ a: new Uint8Array(5_000_000) }), { each: 1_000_000 }, /a file of 5000000 bytes/],
    [
      'many that are one',
      zipSync({ a: new Uint8Array(600), b: new Uint8Array(600) }),
      { all: 1_000 },
      /1200 bytes/,
    ],
    ['a way out', zipSync({ '../../etc/cron.d/x': strToU8('x') }), {}, /leads out/],
  ])('with %s is not unpacked', (_, bytes, most, message) => {
    expect(() => unzip(file('export.zip', bytes), most)).toThrow(message);
  });

  test('with one name twice is not unpacked, for one would be lost', () => {
    const twice = zipSync({ 'a.csv': strToU8('1'), 'b.csv': strToU8('2') });
    const renamed = Buffer.from(Buffer.from(twice).toString('latin1').replaceAll('b.csv', 'a.csv'), 'latin1');
    expect(() => unzip(file('export.zip', renamed))).toThrow(/two files "a.csv"/);
  });

  test('that came in part is the app’s trouble; a page is none', () => {
    expect(() => unzip(file('export.zip', zip.slice(0, 60)))).toThrow(
      expect.objectContaining({ code: 'APP_UNAVAILABLE' }),
    );
    expect(() => unzip(file('export.zip', '<html>'))).toThrow(/is no zip/);
  });

  test('that lies about a size is given no more room than it asked for', () => {
    const honest = zipSync({ a: new Uint8Array(1_000_000) });
    const lying = Buffer.from(honest);
    const directory = lying.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    lying.writeUInt32LE(10, directory + 24);
    expect(unzip(file('export.zip', lying))[0]?.bytes).toHaveLength(10);
  });
});

describe('a CSV file', () => {
  const shape = { name: 'the export', columns: { name: 'Name', due: 'Amount Due' } };
  const text = 'Report: Dues\n"As of",1\n\nName,Amount Due\n"Müller, Ærø",5\n';

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\u{FEFF}${text}`)],
    ['Latin-1', Buffer.from(text, 'latin1')],
    ['UTF-16', Buffer.from(`\u{FEFF}${text}`, 'utf16le')],
  ])('in %s is read below its rows about the report', (_, bytes) => {
    const { above, rows } = readCsv(bytes, shape);
    expect(above).toEqual([['Report: Dues'], ['As of', '1']]);
    expect(rows).toEqual([{ name: 'Müller, Ærø', due: '5' }]);
  });

  test('whose first heading has a mark before it is read nevertheless', () => {
    expect(readCsv(Buffer.from('\u{FEFF}Name,Amount Due\nRuiz,5'), shape).rows).toHaveLength(1);
  });
});
