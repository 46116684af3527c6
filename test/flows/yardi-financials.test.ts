import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { expectedFinancials } from '../replicas/yardi-expected-financials.ts';
import { startYardiOffice } from '../support/yardi-office.ts';

/** Every kind of financial statement beside what was posted, and that they agree with each other. */
let office: Awaited<ReturnType<typeof startYardiOffice>>;
beforeAll(async () => {
  office = await startYardiOffice({ entry: 'advanced' });
});
afterEach(() => {
  Object.assign(office.replica.switches, {
    renameHeading: false,
    truncateRows: false,
    brokenTotals: false,
    shiftColumn: false,
  });
});
afterAll(() => office[Symbol.asyncDispose]());

const proven = expect.objectContaining({ proven: true }) as unknown;
const records = () => office.replica.inspect().records;
const autumn = { property: 'elmc', book: 'Accrual', from: '2026-08', to: '2026-10' } as const;

const statements = [
  { ...autumn, report: 'balance_sheet' },
  { ...autumn, report: 'balance_sheet', book: 'Cash', property: 'dock' },
  { ...autumn, report: 'income_statement', tree: 'ysi_cf' },
  { ...autumn, report: 'trial_balance' },
  { ...autumn, report: 'trial_balance', book: 'Cash', from: '2025-11' },
  { ...autumn, report: 'budget_comparison' },
  { ...autumn, report: 'twelve_months', tree: 'ysi_cf' },
  { ...autumn, report: 'twelve_month_budget', to: '2026-12' },
] as const;

const titleOf = ({ report, book, ...rest }: (typeof statements)[number]) =>
  `${report} of ${'tree' in rest ? rest.tree : 'its tree'}, ${book}`;

test.each(statements.map((asked) => [titleOf(asked), asked] as const))(
  '%s: line by line',
  async (_title, asked) => {
    const { result } = await office.call('get_financials', asked);
    expect(result).toEqual({ ...expectedFinancials(records(), asked), complete: proven });
  },
);

interface Statement {
  rows: { name: string; amounts: string[] }[];
}
const amountsOf = ({ rows }: Statement, name: string) => rows.find((row) => row.name === name)?.amounts;

test('the statements agree: assets and capital, cash and its flow, debits and credits', async () => {
  const ask = async (more: object) =>
    (await office.call('get_financials', { ...autumn, ...more })).result as Statement;
  const sheet = await ask({ report: 'balance_sheet' });
  expect(amountsOf(sheet, 'TOTAL ASSETS')).toEqual(amountsOf(sheet, 'TOTAL LIABILITIES & CAPITAL'));
  const earlier = await ask({ report: 'balance_sheet', from: '2026-07', to: '2026-07' });
  const [flow] = amountsOf(await ask({ tree: 'ysi_cf' }), 'CASH FLOW')!;
  const cash = [sheet, earlier].map((each) => Number(amountsOf(each, 'Cash - Operating')![0]));
  expect((cash[0]! - cash[1]!).toFixed(2)).toBe(flow);
  const [, debit, credit, ending] = amountsOf(await ask({ report: 'trial_balance' }), 'Total')!;
  expect([debit, ending]).toEqual([credit, '0.00']);
});

test.each(['trial_balance', 'budget_comparison', 'twelve_month_budget'] as const)(
  'a column of %s under another heading is taken where figures prove it',
  async (report) => {
    office.replica.switches.renameHeading = true;
    const asked = { ...autumn, report };
    expect((await office.call('get_financials', asked)).result).toMatchObject(
      expectedFinancials(records(), asked),
    );
  },
);

test.each(['balance_sheet', 'trial_balance', 'budget_comparison'] as const)(
  'rows or sums that are wrong in %s: it says that it is not proven; shifted cells are not read',
  async (report) => {
    const ask = () => office.call('get_financials', { ...autumn, report });
    for (const name of ['truncateRows', 'brokenTotals'] as const) {
      office.replica.switches[name] = true;
      expect((await ask()).result).toMatchObject({ complete: { proven: false } });
      office.replica.switches[name] = false;
    }
    office.replica.switches.shiftColumn = true;
    expect(await ask()).toEqual({ code: 'LAYOUT_CHANGED' });
  },
);

test('a balance sheet whose only column is called something else is not read; nor a tree that is none', async () => {
  const asked = { ...autumn, report: 'balance_sheet' };
  expect(await office.call('get_financials', { ...asked, tree: 'ysi_is' })).toEqual({ code: 'REFUSED' });
  expect(await office.call('get_financials', { ...autumn, tree: 'nobody' })).toEqual({ code: 'NOT_FOUND' });
  office.replica.switches.renameHeading = true;
  expect(await office.call('get_financials', asked)).toEqual({ code: 'LAYOUT_CHANGED' });
});
