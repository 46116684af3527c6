import { expect, test } from 'vitest';
import { foots } from '../../flows/yardi/statement-proof.ts';
import type { StatementRow } from '../../flows/yardi/statement-rows.ts';

/** Statements whose groups add up, and which are still not right as a whole. */
const row = (name: string, kind: StatementRow['kind'], amount?: string): StatementRow => ({
  name,
  depth: kind === 'account' ? 1 : 0,
  kind,
  amounts: amount === undefined ? [] : [amount],
});
const group = (name: string, amount: string) => [
  row(name, 'group'),
  row(`${name} account`, 'account', amount),
  row(`TOTAL ${name}`, 'total', amount),
];
const provenBy = (rows: StatementRow[], ending?: Parameters<typeof foots>[2]) =>
  foots(rows, [0], ending).proven;

test('a balance sheet whose sides differ is not proven', () => {
  expect(provenBy([...group('ASSETS', '5.00'), ...group('CAPITAL', '5.00')], 'balance')).toBe(true);
  expect(provenBy([...group('ASSETS', '5.00'), ...group('CAPITAL', '4.00')], 'balance')).toBe(false);
});

test('a statement that ends otherwise than its tree does is not proven', () => {
  const income = [...group('INCOME', '9.00'), ...group('EXPENSES', '9.00')];
  expect(provenBy(income, 'balance')).toBe(true);
  expect(provenBy(income, 'net')).toBe(false);
  const whole = [...income, row('NET INCOME', 'total', '0.00')];
  expect(provenBy(whole, 'net')).toBe(true);
  expect(provenBy(whole, 'flow')).toBe(false);
  expect(provenBy(whole)).toBe(true);
  const flow = (amount: string) => [
    ...whole,
    ...group('ADJUSTMENTS', '-2.00'),
    row('CASH FLOW', 'total', amount),
  ];
  expect(provenBy(flow('-2.00'), 'flow')).toBe(true);
  expect(provenBy(flow('2.00'), 'flow')).toBe(false);
});

test('a group without its total, or one total of all that it does not come to, is not proven', () => {
  expect(provenBy(group('ASSETS', '5.00').slice(0, 2))).toBe(false);
  const accounts = [row('Cash', 'account', '5.00'), row('Mortgage', 'account', '-5.00')];
  expect(provenBy([...accounts, row('Total', 'total', '0.00')], 'total')).toBe(true);
  expect(provenBy([...accounts, row('Total', 'total', '1.00')], 'total')).toBe(false);
  expect(provenBy(accounts, 'total')).toBe(false);
});
