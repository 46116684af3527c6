import { expect, test } from 'vitest';
import { plain } from '../../src/cli/terminal/style.ts';
import { renderTable, tabSeparated } from '../../src/cli/terminal/table.ts';

const data = {
  columns: ['number', 'description', 'cost_total', 'urgent'],
  rows: [
    ['WO-1', 'Leaking tap in the kitchen, second visit', '12.50', true],
    ['WO-2', 'No heat', '1250.00', false],
    ['WO-3', null, '', undefined],
  ],
};

test('columns are aligned, numbers to the right, headings without underscores', () => {
  expect(renderTable(data, 100)).toEqual([
    'number  description                               cost total  urgent',
    'WO-1    Leaking tap in the kitchen, second visit       12.50  yes',
    'WO-2    No heat                                      1250.00  no',
    'WO-3',
  ]);
});

test.each([60, 50, 40, 30, 20])('no line is longer than a terminal of %i columns', (width) => {
  const [headings, first, ...rest] = renderTable(data, width);
  const table = [headings!, first!, ...rest.filter((line) => !line.startsWith('(no room'))];
  expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(width);
  expect(first).toContain('…');
});

test('columns that find no room are named', () => {
  expect(renderTable(data, 20).at(-1)).toBe('(no room for: cost total, urgent; --json shows all)');
});

test('identifiers made of digits are not numbers', () => {
  const [, first] = renderTable({ columns: ['account_number'], rows: [['007'], ['12']] }, 80);
  expect(first).toBe('007');
});

test('on a pipe a cell holds no tab and no line break', () => {
  expect(tabSeparated({ columns: ['a', 'b'], rows: [['1\t2', 'x\r\ny']] })).toEqual(['a\tb', '1 2\tx y']);
});

test('text from a screen cannot steer a terminal', () => {
  expect(plain('\u001b[31mred\u001b[0m\u0007 \u001b]0;title\u0007and \u202ereversed\u009b2J')).toBe(
    'red and reversed',
  );
});
