import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { matchColumns } from '../../src/cli/bulk/columns.ts';
import type { ColumnWishes } from '../../src/cli/bulk/columns.ts';
import { parseCsv } from '../../src/cli/bulk/parse-csv.ts';
import { readRows } from '../../src/cli/bulk/read-sheet.ts';
import { toRows } from '../../src/cli/bulk/to-rows.ts';
import { fieldsOf } from '../../src/cli/run/fields.ts';
import type { WriteFlow } from '../../src/flow/define-flow.ts';
import { workbook } from '../bulk/workbook.ts';
import { temporaryFolder } from '../support/engine.ts';

const csv = (text: string) => parseCsv(new TextEncoder().encode(text), 'rows.csv');

const flow = {
  input: z.object({
    customer: z.string(),
    amount: z.string().regex(/^\d+\.\d\d$/),
    quantity: z.int().optional(),
    urgent: z.boolean().optional(),
    due: z.iso.date().optional(),
    month: z
      .string()
      .regex(/^\d{4}-\d\d$/)
      .optional(),
    kind: z.enum(['Rent', 'Late fee']).optional(),
    tags: z.array(z.string()).optional(),
    lines: z.array(z.object({ text: z.string() })).optional(),
  }),
} as unknown as WriteFlow;

const wishes: ColumnWishes = { map: {}, set: {}, ignore: [], keyColumn: undefined };
const rowsOf = (sheet: ReturnType<typeof csv>, dates?: 'mdy') =>
  toRows(sheet, matchColumns(sheet, fieldsOf(flow), wishes), flow, dates);

test('a cell may hold separators, quotes and line breaks; lines are counted as an editor counts them', () => {
  const { headings, rows } = csv('\ufeffa, b \r\n"x, ""y""\nz",1\r\n\r\n,"2"\n');
  expect(headings).toEqual(['a', 'b']);
  expect(rows).toEqual([
    { line: 2, cells: ['x, "y"\nz', '1'] },
    { line: 5, cells: ['', '2'] },
  ]);
});

test.each([
  ['semicolons', 'a;b\n1,5;2\n', ['1,5', '2']],
  ['tabs', 'a\tb\n1;5\t2\n', ['1;5', '2']],
])('%s are seen in the headings', (_what, text, cells) => {
  expect(csv(text).rows).toEqual([{ line: 2, cells }]);
});

test('a file of an older program is read as Windows wrote it', () => {
  const bytes = Buffer.from('name,street\nM\xfcller,Stra\xdfe\n', 'latin1');
  expect(parseCsv(bytes, 'x.csv').rows[0]!.cells).toEqual(['Müller', 'Straße']);
});

test.each([
  ['a cell too many', 'a,b\n1,2\n1,2,3\n', 'Line 3 of rows.csv has 3 cells under 2 headings.'],
  ['a cell too few', 'a,b\n1\n', 'Line 2 of rows.csv has 1 cells under 2 headings.'],
  ['a stray quotation mark', 'a,b\n1,2\nx "y",2\n', 'Line 3 of rows.csv has a quotation mark out of place.'],
  ['nothing at all', '\n\n', 'rows.csv is empty.'],
])('%s is refused with its line', (_what, text, message) => {
  expect(() => csv(text)).toThrow(message);
});

test('text becomes what the field is, and stays as it is where that is what the field wants', () => {
  const sheet = csv(
    'Customer,AMOUNT,quantity,Urgent,due,kind,tags,lines\n007,12.50,"1,200",yes,2026-12-24,late fee,a; b,"[{""text"":""x""}]"\n',
  );
  const [row] = rowsOf(sheet);
  expect(row).toEqual({
    line: 2,
    mistakes: [],
    args: {
      customer: '007',
      amount: '12.50',
      quantity: 1200,
      urgent: true,
      due: '2026-12-24',
      kind: 'Late fee',
      tags: ['a', 'b'],
      lines: [{ text: 'x' }],
    },
  });
});

test('what cannot be of the field’s kind is said, and dates only read where their order is given', () => {
  const sheet = csv('customer,amount,quantity,urgent,due\nA,1.00,many,perhaps,12/24/2026\n');
  expect(rowsOf(sheet)[0]!.mistakes).toEqual([
    'quantity: "many" is no number',
    'urgent: "perhaps" is no boolean',
  ]);
  expect(rowsOf(sheet)[0]!.args['due']).toBe('12/24/2026');
  expect(rowsOf(sheet, 'mdy')[0]!.args['due']).toBe('2026-12-24');
});

test('columns: two of one heading, a field both set and given, a key column', () => {
  const match = (text: string, more: Partial<ColumnWishes>) =>
    matchColumns(csv(text), fieldsOf(flow), { ...wishes, ...more });
  expect(() => match('customer,Customer,amount\n1,2,3\n', {})).toThrow('Two columns are headed "Customer".');
  expect(() => match('customer,amount\nA,1.00\n', { map: { nothing: 'amount' } })).toThrow(
    'no field "nothing"',
  );
  expect(() => match('customer,amount\nA,1.00\n', { ignore: ['Nowhere'] })).toThrow('no column "Nowhere"');
  const { keyIndex, fields, constants } = match('Invoice No.,Betrag\nI-1,1.00\n', {
    map: { amount: 'betrag' },
    set: { customer: 'A' },
    keyColumn: 'invoice no.',
  });
  expect({ keyIndex, fields: fields.length, constants: constants.length }).toEqual({
    keyIndex: 0,
    fields: 1,
    constants: 1,
  });
});

test('a workbook: dates without a time of day, months, amounts with their places, text as it is, the row’s own number', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'rows.xlsx');
  const date = new Date('2026-02-28T00:00:00Z');
  await writeFile(
    file,
    workbook([
      ['customer', 'amount', 'quantity', 'urgent', 'due', 'month'],
      ['00042', 1250.5, 3, true, date, date],
      [null, null, null, null, null, null],
      ['A & "B"', 0.1 + 0.2, null, false, null, null],
    ]),
  );
  expect(rowsOf(await readRows(file, undefined))).toEqual([
    {
      line: 2,
      mistakes: [],
      args: {
        customer: '00042',
        amount: '1250.50',
        quantity: 3,
        urgent: true,
        due: '2026-02-28',
        month: '2026-02',
      },
    },
    { line: 4, mistakes: [], args: { customer: 'A & "B"', amount: '0.30', urgent: false } },
  ]);
  await expect(readRows(file, 'Nowhere')).rejects.toThrow('rows.xlsx cannot be read as a workbook');
});

test('a number that only looks as if it had leading zeros is refused, not entered without them', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'rows.xlsx');
  await writeFile(
    file,
    workbook(
      [
        ['customer', 'amount'],
        [42, '1.00'],
      ],
      { numberFormat: '00000' },
    ),
  );
  const [row] = rowsOf(await readRows(file, undefined));
  expect(row!.mistakes).toEqual([expect.stringContaining('format the column as text')]);
});

test('what is no file of rows is refused', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'rows.pdf');
  await writeFile(file, 'x');
  await expect(readRows(file, undefined)).rejects.toThrow('no file that rows can be read from');
  await writeFile(join(folder.path, 'rows.xlsx'), 'no workbook');
  await expect(readRows(join(folder.path, 'rows.xlsx'), undefined)).rejects.toThrow(
    'cannot be read as a workbook',
  );
  await expect(readRows(join(folder.path, 'none.csv'), undefined)).rejects.toThrow('cannot be read.');
});
