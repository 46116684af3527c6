import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ResultFile } from '../../src/bulk/result-file.ts';
import type { ResultLine } from '../../src/bulk/result-file.ts';
import { toCsv } from '../../src/bulk/to-csv.ts';
import { totalsOf } from '../../src/bulk/totals.ts';
import { parseCsv } from '../../src/cli/bulk/parse-csv.ts';
import { temporaryFolder } from '../support/engine.ts';

const written = (line: number, output: Record<string, unknown>): ResultLine => {
  return { line, state: 'written', runId: `run_${line}`, message: '', output };
};

test('what is written is read back the same', () => {
  const cells = ['plain', 'a, "b"\nc', ' edge ', '', '-12.50', '007'];
  const text = toCsv([cells.map((_, index) => `h${index}`), cells]);
  expect(parseCsv(new TextEncoder().encode(text), 'x').rows[0]!.cells).toEqual(cells);
});

test.each(['=1+1', '@SUM(A1)', '+49 30 1', '-2+3', '\t=1'])(
  'the application’s %j is text in a spreadsheet, no formula',
  (cell) => {
    expect(toCsv([[cell]]).replace(/^\ufeff"?/, '')[0]).toBe("'");
  },
);

test('the file is whole at any moment, and has the fields of every row', async () => {
  await using folder = await temporaryFolder();
  const lines = [written(2, { number: 'A-1', state: 'open', nested: { a: 1 } })];
  const file = new ResultFile(join(folder.path, 'deep/rows.result.csv'), () => lines);
  await file.write();
  for (let line = 3; line < 200; line += 1) {
    lines.push(written(line, { number: `A-${line}`, note: null }));
    file.touch();
    const content = parseCsv(await readFile(file.path), 'x');
    expect(content.headings.slice(0, 6)).toEqual([
      'line',
      'state',
      'run_id',
      'message',
      'number',
      'result_state',
    ]);
  }
  await file.write();
  const { headings, rows } = parseCsv(await readFile(file.path), 'x');
  expect(headings).toContain('note');
  expect(headings).not.toContain('nested');
  expect(rows).toHaveLength(198);
  expect(await readdir(join(folder.path, 'deep'))).toEqual(['rows.result.csv']);
});

test('totals are of amounts, not of numbers that name something', () => {
  const rows = [
    { amount: '10.10', unit: '203', count: 2, name: 'x' },
    { amount: '5', unit: '204', count: 3, name: 'y' },
  ];
  expect(totalsOf(rows)).toEqual({ amount: '15.10' });
});
